import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { grouped, keyed } from '#platform/rows.ts'
import type { ContactPoint } from './contact-point.ts'

const columns = sql`
  id, customer_id as "customerId", kind, value, label, source, valid_from as "validFrom",
  valid_until as "validUntil", updated_by as "updatedBy",
  case when country is not null then jsonb_build_object('country', country, 'region', region, 'city', city,
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
