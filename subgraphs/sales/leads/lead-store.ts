import sql from 'sql-template-tag'
import type { Connection, Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { listOf, newestFirst, pagesOf } from '#platform/pages.ts'
import { keyed } from '#platform/rows.ts'
import { allOf, equals } from '../condition.ts'
import type { DealerScope } from '../dealers/row-access.ts'
import type { LeadChannel, LeadRow, LeadStatus } from './lead.ts'

export const leadColumns = sql`lead.id, lead.channel, lead.status, lead.customer_id as "customerId",
  lead.contact_name as "contactName", lead.phone, lead.model_code as "modelCode", lead.region, lead.city,
  lead.campaign_id as "campaignId", lead.referrer_id as "referrerId", lead.partner, lead.message,
  lead.dealer_id as "dealerId", lead.routing_rule as "routingRule", lead.routing_reason as "routingReason",
  lead.score as "points", lead.score_reasons as "scoreReasons", lead.captured_at as "capturedAt",
  lead.due_at as "dueAt", lead.responded_at as "respondedAt", lead.lost_reason as "lostReason",
  lead.lost_note as "lostNote"`

const order = newestFirst(sql`captured_at`, (row: LeadRow) => row.capturedAt, sql`lead.id`)

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
export function listLeads(db: Queries, { filter, scope, now }: LeadQuery, page: Page): Promise<Connection<LeadRow>> {
  const late = sql`(status = 'NEW' and due_at < ${now})`
  const where = allOf([
    equals(sql`dealer_id`, scope),
    equals(sql`dealer_id`, filter.dealerId),
    equals(sql`status`, filter.status),
    equals(sql`channel`, filter.channel),
    filter.overdue == null ? null : filter.overdue ? late : sql`not ${late}`,
  ])
  return listOf(db, { page, order, rows: sql`select ${leadColumns} from lead where ${where}` })
}

/** The leads of each customer, newest first, a page each. */
export function listLeadsOf(
  db: Queries,
  customerIds: readonly string[],
  { scope, page }: { readonly scope: DealerScope; readonly page: Page },
): Promise<ReadonlyMap<string, Connection<LeadRow>>> {
  const where = allOf([sql`lead.customer_id = parent.id`, equals(sql`dealer_id`, scope)])
  return pagesOf(db, customerIds, { page, order, rows: sql`select ${leadColumns} from lead where ${where}` })
}
