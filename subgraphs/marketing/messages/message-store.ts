import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { newestFirst, pagesOf } from '#platform/pages.ts'
import { keyed } from '#platform/rows.ts'
import type { MessageRow } from './message.ts'

const columns = sql`
  id, customer_id as "customerId", department, channel, text, status, suppressed_because as "suppressedBecause", at,
  campaign_id as "campaignId", step, source, external_id as "externalId"`

const order = newestFirst(sql`at`, (row: MessageRow) => row.at)

export async function findMessages(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, MessageRow>> {
  const rows = await db.rows<MessageRow>(sql`select ${columns} from message where id = any(${ids})`)
  return keyed(rows, row => row.id)
}

/** A page of the messages to each of many customers, latest first. */
export const pageOfCustomerMessages = (db: Queries, customerIds: readonly string[], page: Page) =>
  pagesOf(db, customerIds, {
    page,
    order,
    rows: sql`select ${columns} from message where customer_id = parent.id`,
  })

/** A page of the messages of each of many campaigns, latest first. */
export const pageOfCampaignMessages = (db: Queries, campaignIds: readonly string[], page: Page) =>
  pagesOf(db, campaignIds, {
    page,
    order,
    rows: sql`select ${columns} from message where campaign_id = parent.id`,
  })
