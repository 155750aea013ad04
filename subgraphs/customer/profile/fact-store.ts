import sql from 'sql-template-tag'
import { connections, type Connection, type Page } from '#platform/connection.ts'
import type { Queries, Transaction } from '#platform/database.ts'
import { Fault } from '#platform/errors.ts'
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

export async function findHistory(
  db: Queries,
  customerIds: readonly string[],
  page: Page,
): Promise<ReadonlyMap<string, Connection<FactChange>>> {
  const before = positionOf(page)
  const rows = await db.rows<FactChange>(sql`
    select change.* from unnest(${customerIds}::text[]) as parent (id) cross join lateral (
      select ${columns} from fact_change
      where customer_id = parent.id
        and (${before}::bigint is null or position < ${before}::bigint)
      order by position desc limit ${page.limit + 1}
    ) as change`)
  return connections(customerIds, rows, {
    page,
    keyOf: row => row.customerId,
    positionOf: row => ({ sort: String(row.position), id: row.id }),
  })
}

function positionOf({ after }: Page): number | null {
  if (after === null) return null
  if (!/^\d{1,15}$/.test(after.sort))
    throw new Fault('CURSOR_INVALID', 'after is a cursor of another list: take endCursor of the page before.')
  return Number(after.sort)
}
