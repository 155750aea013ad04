import { iso } from '../world/calendar.ts'
import type { ServiceOrder } from '../world/service-orders.ts'
import type { Row } from './copy-text.ts'
import { manyRowsOf, rowsOf, type Load } from './load.ts'
import { recallWorkKey, type RecallWork } from './recall-work.ts'

/** The repair orders with their operations and parts; returns those that did the work of a recall. */
export async function loadServiceOrders({ insert, world }: Load): Promise<RecallWork> {
  const done = new Map<string, ServiceOrder>()
  await insert(
    'service.service_order',
    rowsOf(world.services(), order => {
      for (const { recallId } of order.operations)
        if (recallId !== null) done.set(recallWorkKey(recallId, order.car), order)
      return orderRow(order)
    }),
  )
  await insert(
    'service.service_operation',
    manyRowsOf(world.services(), ({ id, operations }) =>
      operations.map(({ code, description, hours, price, recallId }, index) => ({
        service_order_id: id,
        position: index + 1,
        code,
        description,
        labour_hours: hours,
        price_amount: price,
        recall_id: recallId,
      })),
    ),
  )
  await insert(
    'service.service_part',
    manyRowsOf(world.services(), ({ id, parts }) =>
      parts.map(({ number, name, quantity, unitPrice, faultCode }, index) => ({
        service_order_id: id,
        position: index + 1,
        number,
        name,
        quantity,
        unit_price_amount: unitPrice,
        fault_code: faultCode,
      })),
    ),
  )
  await insert(
    'service.odometer_reading',
    rowsOf(world.services(), ({ id, car, inAt, odometerKm }) => ({
      vin: car.vin,
      read_at: iso(inAt),
      service_order_id: id,
      km: odometerKm,
    })),
  )
  return done
}

const orderRow = (order: ServiceOrder): Row => ({
  id: order.id,
  vin: order.car.vin,
  station_id: order.station.id,
  customer_id: order.customer.id,
  status: order.outAt === null ? 'OPEN' : 'CLOSED',
  pay_type: order.payType,
  odometer_km: order.odometerKm,
  complaint: order.complaint,
  cause: order.cause,
  technician: order.technician,
  currency: 'CNY',
  labour_amount: order.operations.reduce((sum, { price }) => sum + price, 0),
  parts_amount: order.parts.reduce((sum, { unitPrice, quantity }) => sum + unitPrice * quantity, 0),
  in_at: iso(order.inAt),
  out_at: order.outAt === null ? null : iso(order.outAt),
})
