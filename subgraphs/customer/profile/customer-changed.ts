import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import { customerChanged } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import type { CustomerKind } from './customer.ts'

interface Profile {
  readonly customerId: string
  readonly kind: CustomerKind
  readonly country: string | null
  readonly region: string | null
  readonly locale: string
  readonly birthYear: number | null
}

/** Tells the other subgraphs that these facts of customers changed; none for a new record. */
export async function publishCustomerChanged(
  tx: Transaction,
  customerIds: readonly string[],
  fields: readonly string[],
): Promise<void> {
  const profiles = await tx.rows<Profile>(sql`
    select customer.id as "customerId", kind, address.country, address.region, locale,
      extract(year from birth_date)::int as "birthYear"
    from customer left join lateral (
      select country, region from contact_point
      where customer_id = customer.id and contact_point.kind = 'ADDRESS' and valid_until is null
      order by valid_from desc, id desc limit 1
    ) as address on true
    where customer.id = any(${customerIds}) order by customer.id`)
  await publish(
    tx,
    customerChanged,
    profiles.map(profile => ({ key: profile.customerId, payload: { ...profile, fields: [...fields] } })),
  )
}
