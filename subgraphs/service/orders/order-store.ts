import sql from 'sql-template-tag'
import { connections, type Connection, type Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { keyed } from '#platform/rows.ts'
import { newestFirst } from '../newest-first.ts'
import type { ServiceOrder } from './service-order.ts'

export const orderColumns = sql`service_order.id, service_order.vin, service_order.station_id as "stationId",
  station.dealer_id as "dealerId", service_order.customer_id as "customerId",
  service_order.appointment_id as "appointmentId", service_order.status, service_order.pay_type as "payType",
  service_order.odometer_km as "odometerKm", service_order.complaint, service_order.cause, service_order.technician,
  service_order.currency, service_order.labour_amount as "labourAmount", service_order.price_amount as "priceAmount",
  service_order.in_at as "inAt", service_order.out_at as "outAt"`

const positionOf = (row: ServiceOrder) => ({ sort: row.inAt.toISOString(), id: row.id })

export async function findOrders(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, ServiceOrder>> {
  const rows = await db.rows<ServiceOrder>(sql`
    select ${orderColumns} from service_order join station on station.id = station_id
    where service_order.id = any(${ids})`)
  return keyed(rows, row => row.id)
}

/** The history of cars, newest first: without the customer where he is another dealer's. */
export async function ordersOfVehicles(
  db: Queries,
  vins: readonly string[],
  page: Page,
): Promise<ReadonlyMap<string, Connection<ServiceOrder>>> {
  const { sort, id } = newestFirst(page)
  const rows = await db.rows<ServiceOrder>(sql`
    select found.* from unnest(${vins}::text[]) as car (vin)
      cross join lateral (
        select ${orderColumns} from orders_of_car(car.vin) as service_order join station on station.id = station_id
        where (service_order.in_at, service_order.id) < (${sort}::timestamptz, ${id})
        order by service_order.in_at desc, service_order.id desc limit ${page.limit + 1}) as found
    order by "inAt" desc, id desc`)
  return connections(vins, rows, { page, keyOf: row => row.vin, positionOf })
}

export async function ordersOfCustomers(
  db: Queries,
  customerIds: readonly string[],
  { page, onlyDealer }: { readonly page: Page; readonly onlyDealer: string | null },
): Promise<ReadonlyMap<string, Connection<ServiceOrder>>> {
  const { sort, id } = newestFirst(page)
  const rows = await db.rows<ServiceOrder>(sql`
    select found.* from unnest(${customerIds}::text[]) as customer (id)
      cross join lateral (
        select ${orderColumns} from orders_of_customer(customer.id) as service_order join station on station.id = station_id
        where (${onlyDealer}::text is null or station.dealer_id = ${onlyDealer})
          and (service_order.in_at, service_order.id) < (${sort}::timestamptz, ${id})
        order by service_order.in_at desc, service_order.id desc limit ${page.limit + 1}) as found
    order by "inAt" desc, id desc`)
  return connections(customerIds, rows, { page, keyOf: row => row.customerId ?? '', positionOf })
}
