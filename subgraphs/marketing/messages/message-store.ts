import sql from 'sql-template-tag'
import { connections, type Connection, type Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { keyed } from '#platform/rows.ts'
import type { MessageRow } from './message.ts'

const columns = sql`
  id, customer_id as "customerId", department, channel, text, status, suppressed_because as "suppressedBecause", at,
  campaign_id as "campaignId", step, source, external_id as "externalId"`

type Pages = Promise<ReadonlyMap<string, Connection<MessageRow>>>

const positionOf = (row: MessageRow) => ({ sort: row.at.toISOString(), id: row.id })

export async function findMessages(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, MessageRow>> {
  const rows = await db.rows<MessageRow>(sql`select ${columns} from message where id = any(${ids})`)
  return keyed(rows, row => row.id)
}

/** A page of the messages to each of many customers, latest first. */
export async function pageOfCustomerMessages(db: Queries, customerIds: readonly string[], page: Page): Pages {
  const { limit, after } = page
  const rows = await db.rows<MessageRow>(sql`
    select line.* from unnest(${customerIds}::text[]) as asked (id)
    cross join lateral (
      select ${columns} from message
      where customer_id = asked.id
        and (${after === null}::boolean or (at, id) < (${after?.sort}::timestamptz, ${after?.id}::text))
      order by at desc, id desc limit ${limit + 1}) as line`)
  return connections(customerIds, rows, { page, keyOf: row => row.customerId, positionOf })
}

/** A page of the messages of each of many campaigns, latest first. */
export async function pageOfCampaignMessages(db: Queries, campaignIds: readonly string[], page: Page): Pages {
  const { limit, after } = page
  const rows = await db.rows<MessageRow>(sql`
    select line.* from unnest(${campaignIds}::text[]) as asked (id)
    cross join lateral (
      select ${columns} from message
      where campaign_id = asked.id
        and (${after === null}::boolean or (at, id) < (${after?.sort}::timestamptz, ${after?.id}::text))
      order by at desc, id desc limit ${limit + 1}) as line`)
  return connections(campaignIds, rows, { page, keyOf: row => row.campaignId ?? '', positionOf })
}
