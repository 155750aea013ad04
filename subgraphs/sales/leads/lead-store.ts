import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { keyed } from '#platform/rows.ts'
import { allOf, beforePage, equals } from '../condition.ts'
import type { DealerScope } from '../dealers/row-access.ts'
import type { LeadChannel, LeadRow, LeadStatus } from './lead.ts'

export const leadColumns = sql`lead.id, lead.channel, lead.status, lead.customer_id as "customerId",
  lead.contact_name as "contactName", lead.phone, lead.model_code as "modelCode", lead.region, lead.city,
  lead.campaign_id as "campaignId", lead.referrer_id as "referrerId", lead.partner, lead.message,
  lead.dealer_id as "dealerId", lead.routing_rule as "routingRule", lead.routing_reason as "routingReason",
  lead.score as "points", lead.score_reasons as "scoreReasons", lead.captured_at as "capturedAt",
  lead.due_at as "dueAt", lead.responded_at as "respondedAt", lead.lost_reason as "lostReason",
  lead.lost_note as "lostNote"`

export interface LeadFilter {
  readonly dealerId?: string | null
  readonly status?: LeadStatus | null
  readonly channel?: LeadChannel | null
  readonly overdue?: boolean | null
}

/** What a list of leads is read for. */
export interface LeadQuery {
  readonly filter: LeadFilter
  readonly scope: DealerScope
  readonly now: Date
}

export async function findLeads(
  db: Queries,
  ids: readonly string[],
  scope: DealerScope,
): Promise<ReadonlyMap<string, LeadRow>> {
  const where = allOf([sql`id = any(${ids})`, equals(sql`dealer_id`, scope)])
  const rows = await db.rows<LeadRow>(sql`select ${leadColumns} from lead where ${where}`)
  return keyed(rows, row => row.id)
}

/** Leads, newest first. */
export async function listLeads(db: Queries, { filter, scope, now }: LeadQuery, page: Page): Promise<LeadRow[]> {
  const late = sql`(status = 'NEW' and due_at < ${now})`
  const where = allOf([
    equals(sql`dealer_id`, scope),
    equals(sql`dealer_id`, filter.dealerId),
    equals(sql`status`, filter.status),
    equals(sql`channel`, filter.channel),
    filter.overdue == null ? null : filter.overdue ? late : sql`not ${late}`,
    beforePage(sql`captured_at`, sql`id`, page),
  ])
  return db.rows<LeadRow>(
    sql`select ${leadColumns} from lead where ${where} order by captured_at desc, id desc limit ${page.limit + 1}`,
  )
}

/** The leads of each customer, newest first, a page each. */
export async function listLeadsOf(
  db: Queries,
  customerIds: readonly string[],
  { scope, page }: { readonly scope: DealerScope; readonly page: Page },
): Promise<LeadRow[]> {
  const where = allOf([
    sql`lead.customer_id = asked.id`,
    equals(sql`dealer_id`, scope),
    beforePage(sql`captured_at`, sql`lead.id`, page),
  ])
  return db.rows<LeadRow>(sql`
    select found.* from unnest(${customerIds}::text[]) as asked (id)
    cross join lateral (
      select ${leadColumns} from lead where ${where} order by captured_at desc, lead.id desc limit ${page.limit + 1}
    ) as found
    order by found."capturedAt" desc, found.id desc`)
}
