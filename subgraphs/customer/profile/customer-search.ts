import sql, { join, type Sql } from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import type { CustomerKind, CustomerRow } from './customer.ts'
import { customerColumns } from './customer-store.ts'

export interface CustomerFilter {
  readonly text?: string | null
  readonly kind?: CustomerKind | null
  readonly region?: string | null
}

/** One page of the customers that meet every condition, the newest registered first. */
export function searchCustomers(db: Queries, filter: CustomerFilter, page: Page): Promise<CustomerRow[]> {
  const conditions = [...conditionsOf(filter), ...after(page)]
  const where = conditions.length === 0 ? sql`true` : join(conditions, ' and ')
  return db.rows<CustomerRow>(sql`
    select ${customerColumns} from customer where ${where}
    order by registered_at desc, id desc limit ${page.limit + 1}`)
}

// Conditions left out aren't in the statement, so that each combination is planned with the index that fits it.
function conditionsOf({ text, kind, region }: CustomerFilter): Sql[] {
  return [
    text == null ? [] : [sql`id in (select customers_named(${gramsOf(text)}::text[], ${text}))`],
    kind == null ? [] : [sql`kind = ${kind}`],
    region == null
      ? []
      : [
          sql`id in (select customer_id from contact_point
            where region = ${region} and kind = 'ADDRESS' and valid_until is null)`,
        ],
  ].flat()
}

function after({ after }: Page): Sql[] {
  return after === null ? [] : [sql`(registered_at, id) < (${after.sort}::timestamptz, ${after.id})`]
}

/** The pieces that the index knows a name by: each pair of neighbouring characters, or the only character. */
function gramsOf(text: string): string[] {
  // PostgreSQL's C locale lowers ASCII alone; the index must be asked as it was filled.
  const characters = [...text.replaceAll(/[A-Z]/g, letter => letter.toLowerCase())]
  return characters.length === 1
    ? characters
    : characters.slice(1).map((character, index) => `${characters[index]}${character}`)
}

/** Customers who can be reached under a number in E.164 now, the longest known first. */
export function findCustomersByPhone(db: Queries, phone: string): Promise<CustomerRow[]> {
  return db.rows<CustomerRow>(sql`
    select ${customerColumns} from contact_point join customer on customer.id = contact_point.customer_id
    where contact_point.kind = 'PHONE' and contact_point.value = ${phone} and contact_point.valid_until is null
    order by contact_point.valid_from, customer.id limit 100`)
}
