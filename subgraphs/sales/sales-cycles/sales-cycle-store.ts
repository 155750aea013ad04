import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { keyed } from '#platform/rows.ts'
import { allOf, equals } from '../condition.ts'
import type { DealerScope } from '../dealers/row-access.ts'
import type { SalesCycleRow } from './sales-cycle.ts'

const columns = sql`id, category, status, customer_id as "customerId", dealer_id as "dealerId", lead_id as "leadId",
  origin, campaign_id as "campaignId", model_code as "modelCode", opened_at as "openedAt"`

export async function findCycles(
  db: Queries,
  ids: readonly string[],
  scope: DealerScope,
): Promise<ReadonlyMap<string, SalesCycleRow>> {
  const where = allOf([sql`id = any(${ids})`, equals(sql`dealer_id`, scope)])
  const rows = await db.rows<SalesCycleRow>(sql`select ${columns} from sales_cycle where ${where}`)
  return keyed(rows, row => row.id)
}

/** The opportunities that leads became, by the lead's id. */
export async function findCyclesOfLeads(
  db: Queries,
  leadIds: readonly string[],
): Promise<ReadonlyMap<string, SalesCycleRow>> {
  const rows = await db.rows<SalesCycleRow>(sql`select ${columns} from sales_cycle where lead_id = any(${leadIds})`)
  return keyed(rows, row => row.leadId ?? '')
}

export async function insertCycle(db: Queries, cycle: SalesCycleRow): Promise<void> {
  await db.rows(sql`
    insert into sales_cycle (id, category, status, customer_id, dealer_id, lead_id, origin, campaign_id, model_code,
      opened_at)
    values (${cycle.id}, ${cycle.category}, ${cycle.status}, ${cycle.customerId}, ${cycle.dealerId}, ${cycle.leadId},
      ${cycle.origin}, ${cycle.campaignId}, ${cycle.modelCode}, ${cycle.openedAt})`)
}

export async function markWon(db: Queries, id: string): Promise<void> {
  await db.rows(sql`update sales_cycle set status = 'WON' where id = ${id}`)
}
