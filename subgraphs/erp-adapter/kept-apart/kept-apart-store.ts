import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { keyed } from '#platform/rows.ts'
import type { KeptApartRow, KeptApartState } from './kept-apart-event.ts'

const columns = sql`
  id, received_at as "receivedAt", last_received_at as "lastReceivedAt", deliveries, sender,
  cloud_event_source as "cloudEventSource", capture_id as "captureId", event_id as "eventId",
  production_number as "productionNumber", vin, reasons, content_size as "contentSize", state,
  decided_at as "decidedAt", decided_by as "decidedBy", discard_reason as "discardReason"`

export async function findKeptApart(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, KeptApartRow>> {
  const rows = await db.rows<KeptApartRow>(sql`select ${columns} from kept_apart_event where id = any(${ids})`)
  return keyed(rows, row => row.id)
}

export async function findContents(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.rows<{ id: string; content: string }>(
    sql`select id, content from kept_apart_event where id = any(${ids})`,
  )
  return new Map(rows.map(({ id, content }) => [id, content]))
}

export interface KeptApartCriteria {
  readonly state: KeptApartState | null
  readonly sender: string | null
  readonly productionNumber: string | null
  readonly eventId: string | null
  readonly receivedFrom: Date | null
  readonly receivedBefore: Date | null
}

/** One page of the events that meet the criteria, last received first. */
export async function pageOfKeptApart(
  db: Queries,
  { state, sender, productionNumber, eventId, receivedFrom, receivedBefore }: KeptApartCriteria,
  { after, limit }: Page,
): Promise<KeptApartRow[]> {
  return db.rows<KeptApartRow>(sql`
    select ${columns} from kept_apart_event
    where (${state}::text is null or state = ${state}) and (${sender}::text is null or sender = ${sender})
      and (${productionNumber}::text is null or production_number = ${productionNumber})
      and (${eventId}::text is null or event_id = ${eventId})
      and (${receivedFrom}::timestamptz is null or received_at >= ${receivedFrom})
      and (${receivedBefore}::timestamptz is null or received_at < ${receivedBefore})
      and (${after?.id ?? null}::text is null
        or (received_at, id) < (${after?.sort ?? null}::timestamptz, ${after?.id ?? null}))
    order by received_at desc, id desc limit ${limit + 1}`)
}

export interface LockedKeptApart {
  readonly state: KeptApartState
  readonly content: string
}

export async function lockKeptApart(db: Queries, id: string): Promise<LockedKeptApart | null> {
  const row = await db.row<LockedKeptApart>(
    sql`select state, content from kept_apart_event where id = ${id} for update`,
  )
  return row ?? null
}

export interface Decision {
  readonly state: 'REDRIVEN' | 'DISCARDED'
  readonly at: Date
  readonly by: string
  readonly reason: string | null
}

export async function saveDecision(db: Queries, id: string, { state, at, by, reason }: Decision): Promise<void> {
  await db.rows(sql`
    update kept_apart_event set state = ${state}, decided_at = ${at}, decided_by = ${by}, discard_reason = ${reason}
    where id = ${id}`)
}
