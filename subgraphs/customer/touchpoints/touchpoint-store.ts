import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries, Transaction } from '#platform/database.ts'
import { newestFirst, pagesOf } from '#platform/pages.ts'
import { keyed } from '#platform/rows.ts'
import type { Touchpoint, TouchpointChannel } from './touchpoint.ts'

const columns = sql`
  id, customer_id as "customerId", source, external_id as "externalId", channel, direction, department, summary,
  dealer_id as "dealerId", at, recorded_by as "recordedBy", recorded_at as "recordedAt"`

export async function findTouchpoints(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, Touchpoint>> {
  return keyed(await db.rows<Touchpoint>(sql`select ${columns} from touchpoint where id = any(${ids})`), row => row.id)
}

export interface TouchpointPage {
  readonly page: Page
  /** Only these; all when null. */
  readonly channels: readonly TouchpointChannel[] | null
}

export const findTouchpointsOf = (db: Queries, customerIds: readonly string[], { page, channels }: TouchpointPage) =>
  pagesOf(db, customerIds, {
    page,
    order: newestFirst(sql`at`, (row: Touchpoint) => row.at),
    rows: sql`
      select ${columns} from touchpoint
      where customer_id = parent.id and (${channels}::text[] is null or channel = any(${channels}::text[]))`,
  })

/** Keeps a touchpoint; false when its source has told it before for the same dealer, or for the maker. */
export async function insertTouchpoint(tx: Transaction, touchpoint: Touchpoint, toldFor: string): Promise<boolean> {
  const made = await tx.row(sql`
    insert into touchpoint (id, customer_id, source, external_id, channel, direction, department, summary, dealer_id,
      at, recorded_by, recorded_at, told_for)
    values (${touchpoint.id}, ${touchpoint.customerId}, ${touchpoint.source}, ${touchpoint.externalId},
      ${touchpoint.channel}, ${touchpoint.direction}, ${touchpoint.department}, ${touchpoint.summary},
      ${touchpoint.dealerId}, ${touchpoint.at}, ${touchpoint.recordedBy}, ${touchpoint.recordedAt}, ${toldFor})
    on conflict (source, external_id, told_for) do nothing returning id`)
  return made !== undefined
}

export async function findToldTouchpoint(
  tx: Transaction,
  { source, externalId }: Pick<Touchpoint, 'source' | 'externalId'>,
  toldFor: string,
): Promise<Touchpoint | undefined> {
  return tx.row<Touchpoint>(sql`
    select ${columns} from touchpoint
    where source = ${source} and external_id = ${externalId} and told_for = ${toldFor}`)
}
