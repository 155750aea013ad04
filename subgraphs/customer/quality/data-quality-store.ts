import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { grouped } from '#platform/rows.ts'
import { factFields } from '../profile/fact.ts'
import { expectedFacts, type DataQuality, type FieldQuality } from './data-quality.ts'

const expected = Object.entries(expectedFacts).flatMap(([kind, fields]) => fields.map(field => ({ kind, field })))

interface Asked {
  /** The lists by the customers that are in them: one for each customer, or one for all. */
  readonly lists: readonly string[]
  readonly customerIds: readonly string[]
  /** Since when a fact counts as fresh. */
  readonly since: Date
}

/** How good the facts of the customers of each list are. */
export async function findDataQuality(
  db: Queries,
  { lists, customerIds, since }: Asked,
): Promise<ReadonlyMap<string, DataQuality>> {
  const rows = await db.rows<FieldQuality & { readonly list: string; readonly customers: number }>(sql`
    with asked as (
      select distinct list, coalesce(survivor_id, id) as id
      from unnest(${lists}::text[], ${customerIds}::text[]) as asked (list, id)
      left join platform.merged_customer on merged_id = asked.id
    ), known as (
      select customer_id, field, new_value as value, valid_from from (
        select distinct on (customer_id, field) customer_id, field, new_value, valid_from from fact_change
        where customer_id in (select id from asked) and field = any(${Object.values(factFields)})
        order by customer_id, field, position desc
      ) as newest where new_value is not null
      union all
      select customer_id, kind, value, valid_from from contact_point
      where customer_id in (select id from asked) and valid_until is null
    ), state as (
      select customer_id, field, bool_or(verified_at is not null) as verified,
        max(greatest(valid_from, verified_at)) >= ${since} as fresh,
        bool_or(verified_at is not null and greatest(valid_from, verified_at) >= ${since}) as accurate
      from known left join fact_verification using (customer_id, field, value) group by customer_id, field
    )
    select list, expected.field, count(*)::int as expected, count(state.customer_id)::int as present,
      count(*) filter (where verified)::int as verified, count(*) filter (where fresh)::int as fresh,
      count(*) filter (where accurate)::int as accurate,
      (select count(*)::int from asked as one join customer on customer.id = one.id where one.list = asked.list) as customers
    from asked join customer on customer.id = asked.id
    join unnest(${expected.map(each => each.kind)}::text[], ${expected.map(each => each.field)}::text[])
      as expected (kind, field) on expected.kind = customer.kind
    left join state on state.customer_id = customer.id and state.field = expected.field
    group by list, expected.field order by list, expected.field`)
  const groups = grouped([...new Set(lists)], rows, row => row.list)
  return new Map([...groups].map(([list, fields]) => [list, { customers: fields[0]?.customers ?? 0, fields }]))
}
