import sql from 'sql-template-tag'
import { connections, type Connection, type Page } from '#platform/connection.ts'
import type { Queries, Transaction } from '#platform/database.ts'
import { keyed } from '#platform/rows.ts'
import type { ContactRow } from './contact.ts'

const columns = sql`
  campaign_id as "campaignId", customer_id as "customerId", segment_id as "segmentId", chosen_at as "chosenAt", status,
  reached_at as "reachedAt", channel, suppressed_because as "suppressedBecause", response,
  responded_at as "respondedAt"`

type Pages = Promise<ReadonlyMap<string, Connection<ContactRow>>>

/** A page of the audience of each of many campaigns. */
export async function pageOfAudience(db: Queries, campaignIds: readonly string[], page: Page): Pages {
  const { limit, after } = page
  const rows = await db.rows<ContactRow>(sql`
    select contact.* from unnest(${campaignIds}::text[]) as asked (id)
    cross join lateral (
      select ${columns} from campaign_contact
      where campaign_id = asked.id and (${after === null}::boolean or customer_id < ${after?.id}::text)
      order by customer_id desc limit ${limit + 1}) as contact`)
  return connections(campaignIds, rows, {
    page,
    keyOf: row => row.campaignId,
    positionOf: row => ({ sort: '', id: row.customerId }),
  })
}

/** A page of the campaigns that chose each of many customers, latest chosen first. */
export async function pageOfCampaigns(db: Queries, customerIds: readonly string[], page: Page): Pages {
  const { limit, after } = page
  const rows = await db.rows<ContactRow>(sql`
    select contact.* from unnest(${customerIds}::text[]) as asked (id)
    cross join lateral (
      select ${columns} from campaign_contact
      where customer_id = asked.id
        and (${after === null}::boolean or (chosen_at, campaign_id) < (${after?.sort}::timestamptz, ${after?.id}::text))
      order by chosen_at desc, campaign_id desc limit ${limit + 1}) as contact`)
  return connections(customerIds, rows, {
    page,
    keyOf: row => row.customerId,
    positionOf: row => ({ sort: row.chosenAt.toISOString(), id: row.campaignId }),
  })
}

/** The contacts of a campaign's audience with many customers. */
export async function findContacts(
  db: Queries,
  customerIds: readonly string[],
  campaignId: string,
): Promise<ReadonlyMap<string, ContactRow>> {
  const rows = await db.rows<ContactRow>(sql`
    select ${columns} from campaign_contact where campaign_id = ${campaignId} and customer_id = any(${customerIds})`)
  return keyed(rows, row => row.customerId)
}

export interface Answer {
  readonly campaignId: string
  readonly customerId: string
  readonly response: string
  readonly at: Date
}

/** Keeps the latest answer of a customer who was reached; false when he was not. */
export async function saveResponse(
  tx: Transaction,
  { campaignId, customerId, response, at }: Answer,
): Promise<boolean> {
  const reached = await tx.row(sql`
    update campaign_contact set
      response = case when responded_at is null or responded_at <= ${at} then ${response} else response end,
      responded_at = greatest(responded_at, ${at}::timestamptz)
    where campaign_id = ${campaignId} and customer_id = ${customerId} and status = 'SENT'
    returning customer_id`)
  return reached !== undefined
}
