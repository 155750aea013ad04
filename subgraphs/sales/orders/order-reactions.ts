import { productionOrderCreated, reservationEnds, vehicleStatusChanged } from '#platform/event-catalogue.ts'
import { reaction } from '#platform/events.ts'
import { saleFromOrder } from '../retail-sales/sale-from-order.ts'
import { addVehicle, lockVehicles, saveVehicle } from '../vehicles/known-vehicle-store.ts'
import { isFinished, isHandedOver } from '../vehicles/known-vehicle.ts'
import { isClosed } from './order.ts'
import { recordOrderActivity } from './order-messages.ts'
import { progressed } from './order-progress.ts'
import { findOrders } from './order-store.ts'
import { addOrderEvent, lockHolder, lockOrder, saveOrder } from './order-writes.ts'
import { endOrder, promoteNext } from './release-car.ts'
import { isOver } from './reservation.ts'

const handedOver = 'The car was handed over. Its sale, which the dealer registers, tells to whom.'

/** An order taken into production knows its number, and sales knows the car to come. */
export const onProductionOrderCreated = reaction(productionOrderCreated, async (tx, { payload }) => {
  const order = await lockOrder(tx, payload.orderId)
  if (order === undefined) return
  const at = new Date(payload.createdAt)
  const { productionNumber } = payload
  const car = { productionNumber, vin: null, modelCode: order.modelCode, status: 'ACCEPTED', orderId: order.id }
  await addVehicle(tx, car, at)
  if (order.status !== 'PLACED' && order.status !== 'PRODUCTION_CANCELLED') return
  await saveOrder(tx, { ...order, status: 'ACCEPTED', productionNumber })
  await addOrderEvent(tx, { orderId: order.id, status: 'ACCEPTED', at, note: `Production number ${productionNumber}` })
  await recordOrderActivity(tx, order, { at, summary: 'The order was taken into production' })
})

/**
 * Sales follows its cars: the order knows the VIN and the status, and a car that was built for an order and is delivered
 * is its sale. Of a stock car nobody knows who bought it until the dealer registers the sale: who reserved it has it as
 * long as that.
 */
export const onVehicleStatusChanged = reaction(vehicleStatusChanged, async (tx, { payload }) => {
  const { productionNumber, vin, modelCode, status, previous, orderId } = payload
  const at = new Date(payload.at)
  await saveVehicle(tx, { productionNumber, vin, modelCode, status, orderId }, at)
  const named = orderId === null ? undefined : await lockOrder(tx, orderId)
  const open = named === undefined || isClosed(named) ? undefined : named
  const order = open ?? (vin === null ? undefined : await lockHolder(tx, vin))
  // It was said wrongly that the car was handed over.
  if (order === undefined && vin !== null && previous === 'DELIVERED' && isFinished({ status }))
    return promoteNext(tx, vin, new Date())
  if (order === undefined) return
  if (status === 'DELIVERED' && order.kind === 'STOCK')
    return addOrderEvent(tx, { orderId: order.id, status: order.status, at, note: handedOver })
  if (status === 'DELIVERED' && vin !== null) return saleFromOrder(tx, order, { productionNumber, vin, at })
  const isItsCar = order.productionNumber === null || order.productionNumber === productionNumber
  if (order.kind !== 'BUILD' || !isItsCar) return
  const next = progressed(order, { productionNumber, vin, status, at })
  await saveOrder(tx, next)
  if (next.status === order.status) return
  await addOrderEvent(tx, { orderId: order.id, status: next.status, at, note: null })
  await recordOrderActivity(tx, order, { at, summary: `The ordered car is ${next.status}` })
})

/** A reservation whose time is over gives its car to the next in the queue. */
export const onReservationEnds = reaction(reservationEnds, async (tx, { payload }) => {
  const until = new Date(payload.until)
  const vin = (await findOrders(tx, [payload.orderId], null)).get(payload.orderId)?.vin
  if (vin == null) return
  const car = (await lockVehicles(tx, [vin])).get(vin)
  if (car === undefined || isHandedOver(car)) return
  const order = await lockOrder(tx, payload.orderId)
  if (order === undefined || !isOver(order, until)) return
  await endOrder(tx, order, { status: 'EXPIRED', at: until, note: 'The time of the reservation is over.' })
})
