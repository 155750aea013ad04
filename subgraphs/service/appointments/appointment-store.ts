import sql from 'sql-template-tag'
import { connections, type Connection, type Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { keyed } from '#platform/rows.ts'
import { newestFirst } from '../newest-first.ts'
import type { Appointment } from './appointment.ts'

export const appointmentColumns = sql`appointment.id, appointment.vin, appointment.customer_id as "customerId",
  appointment.station_id as "stationId", station.dealer_id as "dealerId", appointment.purpose, appointment.status,
  appointment.starts_at as "startsAt", appointment.ends_at as "endsAt", appointment.note,
  appointment.created_at as "createdAt"`

const positionOf = (row: Appointment) => ({ sort: row.startsAt.toISOString(), id: row.id })

export async function findAppointments(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, Appointment>> {
  const rows = await db.rows<Appointment>(sql`
    select ${appointmentColumns} from appointment join station on station.id = station_id
    where appointment.id = any(${ids})`)
  return keyed(rows, row => row.id)
}

export async function appointmentsOfVehicles(
  db: Queries,
  vins: readonly string[],
  page: Page,
): Promise<ReadonlyMap<string, Connection<Appointment>>> {
  const { sort, id } = newestFirst(page)
  const rows = await db.rows<Appointment>(sql`
    select found.* from unnest(${vins}::text[]) as car (vin)
      cross join lateral (
        select ${appointmentColumns} from appointment join station on station.id = station_id
        where appointment.vin = car.vin and (appointment.starts_at, appointment.id) < (${sort}::timestamptz, ${id})
        order by appointment.starts_at desc, appointment.id desc limit ${page.limit + 1}) as found
    order by "startsAt" desc, id desc`)
  return connections(vins, rows, { page, keyOf: row => row.vin, positionOf })
}

export async function appointmentsOfCustomers(
  db: Queries,
  customerIds: readonly string[],
  { page, onlyDealer }: { readonly page: Page; readonly onlyDealer: string | null },
): Promise<ReadonlyMap<string, Connection<Appointment>>> {
  const { sort, id } = newestFirst(page)
  const rows = await db.rows<Appointment>(sql`
    select found.* from unnest(${customerIds}::text[]) as customer (id)
      cross join lateral (
        select ${appointmentColumns} from appointment join station on station.id = station_id
        where appointment.customer_id = customer.id
          and (${onlyDealer}::text is null or station.dealer_id = ${onlyDealer})
          and (appointment.starts_at, appointment.id) < (${sort}::timestamptz, ${id})
        order by appointment.starts_at desc, appointment.id desc limit ${page.limit + 1}) as found
    order by "startsAt" desc, id desc`)
  return connections(customerIds, rows, { page, keyOf: row => row.customerId ?? '', positionOf })
}
