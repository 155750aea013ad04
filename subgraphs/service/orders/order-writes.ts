import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import { orderColumns } from './order-store.ts'
import type { ServiceOrder } from './service-order.ts'

export type NewOrder = Pick<
  ServiceOrder,
  | 'id'
  | 'vin'
  | 'stationId'
  | 'customerId'
  | 'appointmentId'
  | 'payType'
  | 'odometerKm'
  | 'complaint'
  | 'technician'
  | 'currency'
  | 'inAt'
>

/** Writes an open order and its odometer reading. */
export async function insertOrder(tx: Transaction, order: NewOrder): Promise<void> {
  await tx.rows(sql`
    insert into service_order (id, vin, station_id, customer_id, appointment_id, pay_type, odometer_km, complaint,
      technician, currency, in_at)
    values (${order.id}, ${order.vin}, ${order.stationId}, ${order.customerId}, ${order.appointmentId}, ${order.payType},
      ${order.odometerKm}, ${order.complaint}, ${order.technician}, ${order.currency}, ${order.inAt})`)
  await tx.rows(sql`
    insert into odometer_reading (vin, read_at, service_order_id, km)
    values (${order.vin}, ${order.inAt}, ${order.id}, ${order.odometerKm})`)
}

export function lockOrder(tx: Transaction, id: string): Promise<ServiceOrder | undefined> {
  return tx.row<ServiceOrder>(sql`
    select ${orderColumns} from service_order join station on station.id = station_id
    where service_order.id = ${id} for update of service_order`)
}

export async function closeOrder(tx: Transaction, id: string, outAt: Date): Promise<void> {
  await tx.rows(sql`update service_order set status = 'CLOSED', out_at = ${outAt} where id = ${id}`)
}
