import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { newestFirst, pagesOf } from '#platform/pages.ts'
import { keyed } from '#platform/rows.ts'
import type { ServiceOrder } from './service-order.ts'

export const orderColumns = sql`service_order.id, service_order.vin, service_order.station_id as "stationId",
  station.dealer_id as "dealerId", service_order.customer_id as "customerId",
  service_order.appointment_id as "appointmentId", service_order.status, service_order.pay_type as "payType",
  service_order.odometer_km as "odometerKm", service_order.complaint, service_order.cause, service_order.technician,
  service_order.currency, service_order.labour_amount as "labourAmount", service_order.price_amount as "priceAmount",
  service_order.in_at as "inAt", service_order.out_at as "outAt"`

const order = newestFirst(sql`service_order.in_at`, (row: ServiceOrder) => row.inAt, sql`service_order.id`)

export async function findOrders(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, ServiceOrder>> {
  const rows = await db.rows<ServiceOrder>(sql`
    select ${orderColumns} from service_order join station on station.id = station_id
    where service_order.id = any(${ids})`)
  return keyed(rows, row => row.id)
}

/** The history of cars, newest first: without the customer where he is another dealer's. */
export const ordersOfVehicles = (db: Queries, vins: readonly string[], page: Page) =>
  pagesOf(db, vins, {
    page,
    order,
    rows: sql`
      select ${orderColumns} from orders_of_car(parent.id) as service_order join station on station.id = station_id
      where true`,
  })

export const ordersOfCustomers = (
  db: Queries,
  customerIds: readonly string[],
  { page, onlyDealer }: { readonly page: Page; readonly onlyDealer: string | null },
) =>
  pagesOf(db, customerIds, {
    page,
    order,
    rows: sql`
      select ${orderColumns}
      from orders_of_customer(parent.id) as service_order join station on station.id = station_id
      where (${onlyDealer}::text is null or station.dealer_id = ${onlyDealer})`,
  })
