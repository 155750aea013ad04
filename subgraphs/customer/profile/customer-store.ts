import sql, { type Sql } from 'sql-template-tag'
import type { Queries, Transaction } from '#platform/database.ts'
import type { Customer, CustomerRow } from './customer.ts'

export const customerColumns: Sql = sql`
  customer.id, customer.kind, customer.display_name as "displayName", customer.family_name as "familyName",
  customer.given_name as "givenName", customer.organisation_name as "organisationName",
  customer.organisation_type as "organisationType", customer.locale, customer.time_zone as "timeZone",
  customer.birth_date as "birthDate", customer.since, customer.registered_at as "registeredAt"`

type Asked = CustomerRow & { readonly asked: string }

/** Customers by the ids that they have or had: a merged one is the survivor. */
export async function findCustomers(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, CustomerRow>> {
  return byAsked(await db.rows<Asked>(sql`select asked, ${customerColumns} ${customersAsked(ids)}`))
}

// PostgreSQL takes coalesce for something that could leak, and under row security uses no index for it.
const customersAsked = (ids: readonly string[]): Sql => sql`
  from unnest(${ids}::text[]) as asked left join platform.merged_customer on merged_id = asked
  join customer on customer.id = case when survivor_id is null then asked else survivor_id end`

const byAsked = (rows: readonly Asked[]): ReadonlyMap<string, CustomerRow> =>
  new Map(rows.map(({ asked, ...row }) => [asked, row]))

/** Reads a customer and keeps every other change of it waiting until the transaction ends. */
export async function lockCustomer(tx: Transaction, id: string): Promise<CustomerRow | undefined> {
  return (await lockCustomers(tx, [id])).get(id)
}

/** Locks several customers, always in the order of their ids. */
export const lockCustomers = (tx: Transaction, ids: readonly string[]): Promise<ReadonlyMap<string, CustomerRow>> =>
  locked(tx, ids, sql`no key update`)

/** Locks customers also against rows that refer to them, such as one whose record goes. */
export const lockCustomersWholly = (
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CustomerRow>> => locked(tx, ids, sql`update`)

async function locked(
  tx: Transaction,
  ids: readonly string[],
  strength: Sql,
): Promise<ReadonlyMap<string, CustomerRow>> {
  const lock = async () =>
    byAsked(
      await tx.rows<Asked>(
        sql`select asked, ${customerColumns} ${customersAsked(ids)} order by customer.id for ${strength} of customer`,
      ),
    )
  for (;;) {
    const found = await tx
      .savepoint(async () => {
        const held = await lock()
        // Somebody can have been merged while we waited for him: then all are asked for anew, and in their order.
        if (held.size < ids.length && (await findCustomers(tx, ids)).size > held.size) throw mergedMeanwhile
        return held
      })
      .catch((error: unknown) => {
        if (error !== mergedMeanwhile) throw error
      })
    if (found !== undefined) return found
  }
}

const mergedMeanwhile = new Error('a customer was merged while others waited for him')

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
