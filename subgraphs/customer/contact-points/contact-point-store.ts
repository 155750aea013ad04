import sql from 'sql-template-tag'
import type { Queries, Transaction } from '#platform/database.ts'
import { grouped, keyed } from '#platform/rows.ts'
import type { ContactPoint } from './contact-point.ts'

// An address says whose it is, since how much of it is shown can depend on that.
const columns = sql`
  id, customer_id as "customerId", kind, value, label, source, valid_from as "validFrom",
  valid_until as "validUntil", updated_by as "updatedBy",
  case when country is not null then jsonb_build_object('customerId', customer_id, 'country', country, 'region', region, 'city', city,
    'district', district, 'street', street, 'postalCode', postal_code) end as address`

/** The contact points of many customers, newest first; past ones too when asked. */
export async function findContactPointsOf(
  db: Queries,
  customerIds: readonly string[],
  past: boolean,
): Promise<ReadonlyMap<string, ContactPoint[]>> {
  const rows = await db.rows<ContactPoint>(sql`
    select ${columns} from contact_point
    where customer_id = any(${customerIds}) and (valid_until is null or ${past})
    order by valid_from desc, id desc`)
  return grouped(customerIds, rows, row => row.customerId)
}

export async function findContactPoints(
  db: Queries,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ContactPoint>> {
  return keyed(
    await db.rows<ContactPoint>(sql`select ${columns} from contact_point where id = any(${ids})`),
    row => row.id,
  )
}

/** Adds contact points and returns the ids of those that were not there yet. */
export async function insertContactPoints(
  tx: Transaction,
  points: readonly Omit<ContactPoint, 'validUntil'>[],
): Promise<string[]> {
  const added = await tx.rows<{ id: string }>(sql`
    insert into contact_point (id, customer_id, kind, value, label, source, valid_from, updated_by, country, region,
      city, district, street, postal_code)
    select point.id, point."customerId", point.kind, point.value, point.label, point.source, point."validFrom",
      point."updatedBy", point.address->>'country', point.address->>'region', point.address->>'city',
      point.address->>'district', point.address->>'street', point.address->>'postalCode'
    from json_to_recordset(${JSON.stringify(points)}::json) as point (id text, "customerId" text, kind text,
      value text, label text, source text, "validFrom" timestamptz, "updatedBy" text, address jsonb)
    on conflict (customer_id, kind, value) where valid_until is null do nothing
    returning id`)
  return added.map(each => each.id)
}

export async function findValidContactPoint(
  tx: Transaction,
  { customerId, kind, value }: Pick<ContactPoint, 'customerId' | 'kind' | 'value'>,
): Promise<ContactPoint | undefined> {
  return tx.row<ContactPoint>(sql`
    select ${columns} from contact_point
    where customer_id = ${customerId} and kind = ${kind} and value = ${value} and valid_until is null`)
}

/** Ends a valid contact point; false when it isn't valid any more. */
export async function endContactPoint(
  tx: Transaction,
  { id, at, by }: { readonly id: string; readonly at: Date; readonly by: string },
): Promise<boolean> {
  const ended = await tx.row(sql`
    update contact_point set valid_until = greatest(${at}::timestamptz, valid_from), updated_by = ${by}
    where id = ${id} and valid_until is null returning id`)
  return ended !== undefined
}
