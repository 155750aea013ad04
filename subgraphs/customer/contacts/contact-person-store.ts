import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { ContactPerson } from './contact-person.ts'
import type { Prospect } from './read-prospect.ts'

/**
 * The customer whom a prospect turns out to be: by phone, or else by e-mail, or else by company; the longest known of
 * those who share it.
 */
export async function findKnownCustomer(
  system: Transaction,
  { phone, email, company }: Prospect,
): Promise<string | null> {
  const known = await system.row<{ id: string }>(sql`
    select id from (
      (select customer_id as id, 1 as place from contact_point
       where kind = 'PHONE' and value = ${phone} and valid_until is null order by valid_from, customer_id limit 1)
      union all
      (select customer_id, 2 from contact_point
       where kind = 'EMAIL' and value = ${email} and valid_until is null order by valid_from, customer_id limit 1)
      union all
      (select id, 3 from customer
       where organisation_key = company_key(${company}) order by registered_at, id limit 1)
    ) as met order by place limit 1`)
  return known?.id ?? null
}

/** Whether a dealer is one of those whom the caller works for. */
export async function isOwnDealer(tx: Transaction, dealerId: string): Promise<boolean> {
  return (await tx.row(sql`select where ${dealerId} = any(platform.dealers())`)) !== undefined
}

/** Where a customer lives and under what he can be met. */
export async function findCustomerAsPerson(system: Transaction, customerId: string): Promise<ContactPerson> {
  const person = await system.row<ContactPerson>(sql`
    select customer.id as "customerId", time_zone as "timeZone",
      coalesce(
        (select country from contact_point
         where customer_id = customer.id and kind = 'ADDRESS' and valid_until is null
         order by valid_from desc, id desc limit 1),
        substring(locale from '-([A-Z]{2})(?:-|$)'), 'CN') as country,
      array(
        select lower(kind) || ':' || value from contact_point
        where customer_id = customer.id and kind in ('PHONE', 'EMAIL') and valid_until is null
        union all select 'company:' || organisation_key where organisation_key is not null
        union all select 'customer:' || merged_id from platform.merged_customer where survivor_id = customer.id) as reach
    from customer where id = ${customerId}`)
  if (person === undefined) throw new Error('a customer that was locked is gone')
  return person
}

/** Under what a prospect can be met. */
export async function prospectAsPerson(system: Transaction, prospect: Prospect): Promise<ContactPerson> {
  const { phone, email, company, country, timeZone } = prospect
  const key = company === null ? null : await companyKey(system, company)
  const reach = [
    ...(phone === null ? [] : [`phone:${phone}`]),
    ...(email === null ? [] : [`email:${email}`]),
    ...(key === null ? [] : [`company:${key}`]),
  ]
  return { customerId: null, country, timeZone, reach }
}

async function companyKey(system: Transaction, company: string): Promise<string | null> {
  return (await system.row<{ key: string | null }>(sql`select company_key(${company}) as key`))?.key ?? null
}

/** Lets one decision at a time be made about whoever is met under any of the keys, until the transaction ends. */
export async function holdPerson(tx: Transaction, keys: readonly string[]): Promise<void> {
  // Always in one order, so that two who wait for each other's keys can't be.
  await tx.rows(sql`
    select pg_advisory_xact_lock(place) from (
      select distinct hashtextextended(key, 0) as place from unnest(${keys}::text[]) as key order by place
    ) as ordered`)
}
