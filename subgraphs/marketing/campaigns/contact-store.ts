import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries, Transaction } from '#platform/database.ts'
import { pagesOf } from '#platform/pages.ts'
import { keyed } from '#platform/rows.ts'
import type { ContactRow } from './contact.ts'

const columns = sql`
  campaign_id as "campaignId", customer_id as "customerId", segment_id as "segmentId", chosen_at as "chosenAt", status,
  reached_at as "reachedAt", channel, suppressed_because as "suppressedBecause", response,
  responded_at as "respondedAt"`

/** A page of the audience of each of many campaigns. */
export const pageOfAudience = (db: Queries, campaignIds: readonly string[], page: Page) =>
  pagesOf(db, campaignIds, {
    page,
    order: {
      by: sql`customer_id`,
      type: 'text',
      descending: true,
      positionOf: ({ customerId }: ContactRow) => ({ sort: customerId, id: customerId }),
    },
    rows: sql`select ${columns} from campaign_contact where campaign_id = parent.id`,
  })

/** A page of the campaigns that chose each of many customers, latest chosen first. */
export const pageOfCampaigns = (db: Queries, customerIds: readonly string[], page: Page) =>
  pagesOf(db, customerIds, {
    page,
    order: {
      by: sql`chosen_at`,
      id: sql`campaign_id`,
      descending: true,
      positionOf: ({ chosenAt, campaignId }: ContactRow) => ({ sort: chosenAt.toISOString(), id: campaignId }),
    },
    rows: sql`select ${columns} from campaign_contact where customer_id = parent.id`,
  })

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
