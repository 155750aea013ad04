import sql, { type Sql } from 'sql-template-tag'
import type { Queries, Transaction } from '#platform/database.ts'
import { keyed } from '#platform/rows.ts'
import type { Customer, CustomerRow } from './customer.ts'

export const customerColumns: Sql = sql`
  customer.id, customer.kind, customer.display_name as "displayName", customer.family_name as "familyName",
  customer.given_name as "givenName", customer.organisation_name as "organisationName",
  customer.organisation_type as "organisationType", customer.locale, customer.time_zone as "timeZone",
  customer.birth_date as "birthDate", customer.since, customer.registered_at as "registeredAt"`

export async function findCustomers(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, CustomerRow>> {
  const rows = await db.rows<CustomerRow>(sql`select ${customerColumns} from customer where id = any(${ids})`)
  return keyed(rows, row => row.id)
}

/** Reads a customer and keeps every other change of it waiting until the transaction ends. */
export async function lockCustomer(tx: Transaction, id: string): Promise<CustomerRow | undefined> {
  return (await lockCustomers(tx, [id])).get(id)
}

/** Locks several customers, always in the order of their ids. */
export async function lockCustomers(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CustomerRow>> {
  const rows = await tx.rows<CustomerRow>(
    sql`select ${customerColumns} from customer where id = any(${ids}) order by id for no key update`,
  )
  return keyed(rows, row => row.id)
}

/** Makes a customer to be registered the dealer's who registers him; anybody else's he is by other reasons. */
export async function claimCustomer(tx: Transaction, id: string): Promise<void> {
  await tx.rows(sql`select claim_customer(${id})`)
}

export async function insertCustomer(tx: Transaction, customer: Customer, registeredAt: Date): Promise<void> {
  await tx.rows(sql`
    insert into customer (id, kind, family_name, given_name, organisation_name, organisation_type, locale, time_zone,
      birth_date, since, registered_at)
    values (${customer.id}, ${customer.kind}, ${customer.familyName}, ${customer.givenName},
      ${customer.organisationName}, ${customer.organisationType}, ${customer.locale}, ${customer.timeZone},
      ${customer.birthDate}, ${customer.since}, ${registeredAt})`)
}

export async function updateCustomer(tx: Transaction, customer: Customer): Promise<void> {
  await tx.rows(sql`
    update customer set family_name = ${customer.familyName}, given_name = ${customer.givenName},
      organisation_name = ${customer.organisationName}, organisation_type = ${customer.organisationType},
      locale = ${customer.locale}, time_zone = ${customer.timeZone}, birth_date = ${customer.birthDate},
      since = ${customer.since}
    where id = ${customer.id}`)
}
