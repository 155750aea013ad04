import sql, { type Sql } from 'sql-template-tag'
import type { Connection, Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { newestFirst, pagesOf } from '#platform/pages.ts'
import { grouped, keyed } from '#platform/rows.ts'
import { allOf, equals } from '../condition.ts'
import type { DealerScope } from '../dealers/row-access.ts'
import type { ParticipantRow, ParticipantSeen } from './participant.ts'

export const participantColumns = sql`vehicle_participant.id, vehicle_participant.vin,
  vehicle_participant.customer_id as "customerId", vehicle_participant.role, vehicle_participant.valid_from as "from",
  vehicle_participant.valid_until as "until", vehicle_participant.dealer_id as "dealerId",
  vehicle_participant.sale_id as "saleId"`

/** Whether a role is held at a time, is not, or either. */
export interface Held {
  readonly current: boolean | null
  readonly now: Date
}

function held({ current, now }: Held): Sql | null {
  const isCurrent = sql`tstzrange(valid_from, valid_until) @> ${now}::timestamptz`
  return current === null ? null : current ? isCurrent : sql`not ${isCurrent}`
}

export async function findParticipants(
  db: Queries,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ParticipantRow>> {
  const rows = await db.rows<ParticipantRow>(
    sql`select ${participantColumns} from vehicle_participant where id = any(${ids})`,
  )
  return keyed(rows, row => row.id)
}

/** The roles on each car, newest first: without the customer where he is another dealer's. */
export async function findParticipantsOf(
  db: Queries,
  vins: readonly string[],
  when: Held,
): Promise<ReadonlyMap<string, ParticipantSeen[]>> {
  const where = allOf([held(when)])
  const rows = await db.rows<ParticipantSeen>(sql`
    select ${participantColumns} from unnest(${vins}::text[]) as asked (vin)
    cross join lateral participants_of_car(asked.vin) as vehicle_participant
    where ${where} order by vehicle_participant.vin, valid_from desc, id desc`)
  return grouped(vins, rows, row => row.vin)
}

/** The roles of each customer, newest first, a page each. */
export function listParticipations(
  db: Queries,
  customerIds: readonly string[],
  { scope, page, when }: { readonly scope: DealerScope; readonly page: Page; readonly when: Held },
): Promise<ReadonlyMap<string, Connection<ParticipantRow>>> {
  const where = allOf([sql`vehicle_participant.customer_id = parent.id`, equals(sql`dealer_id`, scope), held(when)])
  return pagesOf(db, customerIds, {
    page,
    order: newestFirst(sql`valid_from`, (row: ParticipantRow) => row.from, sql`vehicle_participant.id`),
    rows: sql`select ${participantColumns} from vehicle_participant where ${where}`,
  })
}
