import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { newestFirst, pagesOf } from '#platform/pages.ts'
import { keyed } from '#platform/rows.ts'
import type { Appointment } from './appointment.ts'

export const appointmentColumns = sql`appointment.id, appointment.vin, appointment.customer_id as "customerId",
  appointment.station_id as "stationId", station.dealer_id as "dealerId", appointment.purpose, appointment.status,
  appointment.starts_at as "startsAt", appointment.ends_at as "endsAt", appointment.note,
  appointment.created_at as "createdAt"`

const order = newestFirst(sql`appointment.starts_at`, (row: Appointment) => row.startsAt, sql`appointment.id`)

export async function findAppointments(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, Appointment>> {
  const rows = await db.rows<Appointment>(sql`
    select ${appointmentColumns} from appointment join station on station.id = station_id
    where appointment.id = any(${ids})`)
  return keyed(rows, row => row.id)
}

export const appointmentsOfVehicles = (db: Queries, vins: readonly string[], page: Page) =>
  pagesOf(db, vins, {
    page,
    order,
    rows: sql`
      select ${appointmentColumns} from appointment join station on station.id = station_id
      where appointment.vin = parent.id`,
  })

export const appointmentsOfCustomers = (
  db: Queries,
  customerIds: readonly string[],
  { page, onlyDealer }: { readonly page: Page; readonly onlyDealer: string | null },
) =>
  pagesOf(db, customerIds, {
    page,
    order,
    rows: sql`
      select ${appointmentColumns} from appointment join station on station.id = station_id
      where appointment.customer_id = parent.id and (${onlyDealer}::text is null or station.dealer_id = ${onlyDealer})`,
  })
