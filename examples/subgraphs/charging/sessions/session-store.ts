import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries, Transaction } from '#platform/database.ts'
import { newestFirst, pagesOf } from '#platform/pages.ts'
import { keyed } from '#platform/rows.ts'
import type { ChargingSession } from './session.ts'

const columns = sql`id, vin, charging_point as "chargingPoint", started_at as "startedAt", ended_at as "endedAt",
  energy_kwh as "energyKwh"`

export async function findSessions(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, ChargingSession>> {
  const rows = await db.rows<ChargingSession>(sql`select ${columns} from charging_session where id = any(${ids})`)
  return keyed(rows, row => row.id)
}

/** A page of the sessions of each of many cars, latest first. */
export const sessionsOfVehicles = (db: Queries, vins: readonly string[], page: Page) =>
  pagesOf(db, vins, {
    page,
    order: newestFirst(sql`started_at`, (row: ChargingSession) => row.startedAt),
    rows: sql`select ${columns} from charging_session where vin = parent.id`,
  })

/** Makes other recordings of the same car wait until this one is through. */
export async function lockCar(tx: Transaction, vin: string): Promise<void> {
  await tx.rows(sql`select pg_advisory_xact_lock(hashtext('charging_session'), hashtext(${vin}))`)
}

/** The session of the same car that a new one would overlap. */
export async function findOverlapping(
  tx: Transaction,
  { vin, startedAt, endedAt }: Omit<ChargingSession, 'id'>,
): Promise<ChargingSession | undefined> {
  return tx.row<ChargingSession>(sql`
    select ${columns} from charging_session
    where vin = ${vin} and tstzrange(started_at, ended_at) && tstzrange(${startedAt}, ${endedAt})
    order by started_at limit 1`)
}

export async function insertSession(tx: Transaction, session: ChargingSession): Promise<void> {
  const { id, vin, chargingPoint, startedAt, endedAt, energyKwh } = session
  await tx.rows(sql`
    insert into charging_session (id, vin, charging_point, started_at, ended_at, energy_kwh)
    values (${id}, ${vin}, ${chargingPoint}, ${startedAt}, ${endedAt}, ${energyKwh})`)
}
