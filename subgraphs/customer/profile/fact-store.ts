import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries, Transaction } from '#platform/database.ts'
import { latestFirst, pagesOf } from '#platform/pages.ts'
import { grouped, keyed } from '#platform/rows.ts'
import { factFields, type CustomerFact, type FactChange } from './fact.ts'

const columns = sql`
  id, customer_id as "customerId", field, old_value as "oldValue", new_value as "newValue", source,
  valid_from as "validFrom", changed_at as "changedAt", changed_by as "changedBy", position`

export async function insertFactChanges(
  tx: Transaction,
  changes: readonly Omit<FactChange, 'position'>[],
): Promise<void> {
  if (changes.length === 0) return
  await tx.rows(sql`
    insert into fact_change (id, customer_id, field, old_value, new_value, source, valid_from, changed_at, changed_by)
    select * from unnest(
      ${changes.map(each => each.id)}::text[], ${changes.map(each => each.customerId)}::text[],
      ${changes.map(each => each.field)}::text[], ${changes.map(each => each.oldValue)}::text[],
      ${changes.map(each => each.newValue)}::text[], ${changes.map(each => each.source)}::text[],
      ${changes.map(each => each.validFrom)}::timestamptz[], ${changes.map(each => each.changedAt)}::timestamptz[],
      ${changes.map(each => each.changedBy)}::text[])`)
}

export async function findFactChanges(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, FactChange>> {
  return keyed(await db.rows<FactChange>(sql`select ${columns} from fact_change where id = any(${ids})`), row => row.id)
}

/** The facts that hold now, of many customers: the newest change of each field that left a value. */
export async function findFacts(
  db: Queries,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, CustomerFact[]>> {
  const rows = await db.rows<CustomerFact>(sql`
    select "customerId", field, value, source, "validFrom", "updatedBy" from (
      select distinct on (customer_id, field) customer_id as "customerId", field, new_value as value, source,
        valid_from as "validFrom", changed_by as "updatedBy"
      from fact_change where customer_id = any(${customerIds}) and field = any(${Object.values(factFields)})
      order by customer_id, field, position desc
    ) as newest where value is not null order by field`)
  return grouped(customerIds, rows, row => row.customerId)
}

export const findHistory = (db: Queries, customerIds: readonly string[], page: Page) =>
  pagesOf(db, customerIds, {
    page,
    order: latestFirst<FactChange>(),
    rows: sql`select ${columns} from fact_change where customer_id = parent.id`,
  })
