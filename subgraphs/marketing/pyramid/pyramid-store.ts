import sql from 'sql-template-tag'
import type { ValueTier } from '#generated/marketing.ts'
import type { Queries } from '#platform/database.ts'

export interface TierRow {
  readonly tier: ValueTier
  readonly customers: number
  readonly customerShare: string
  readonly revenue: string
  readonly revenueShare: string
  readonly leastSpend: string | null
  readonly allCustomers: number
  readonly allRevenue: string
}

/** The tiers of the value pyramid from the top, empty ones too. */
export function readTiers(db: Queries, currency: string): Promise<TierRow[]> {
  return db.rows<TierRow>(sql`
    with spender as (
      select total, row_number() over (order by total desc, customer_id) as place, count(*) over () as spenders
      from customer_spend where currency = ${currency} and total > 0
    ), known as (
      select count(*) as customers from customer_fact
    ), placed as (
      select total, case
        when place <= ceil(spenders * 0.01) then 'TOP'
        when place <= ceil(spenders * 0.05) then 'LARGE'
        when place <= ceil(spenders * 0.20) then 'MEDIUM'
        else 'SMALL' end as tier
      from spender
    ), counted as (
      select tier, count(*) as customers, sum(total) as revenue, min(total) as least from placed group by tier
      union all
      select 'NONE', known.customers - (select count(*) from spender), 0, null from known
    ), whole as (
      select known.customers, coalesce((select sum(total) from spender), 0) as revenue from known
    )
    select name.tier, coalesce(counted.customers, 0) as customers,
      round(coalesce(counted.customers, 0) / greatest(whole.customers, 1)::numeric, 4) as "customerShare",
      round(coalesce(counted.revenue, 0), 2) as revenue,
      round(coalesce(counted.revenue, 0) / greatest(whole.revenue, 0.01), 4) as "revenueShare",
      counted.least as "leastSpend", whole.customers as "allCustomers", round(whole.revenue, 2) as "allRevenue"
    from unnest(array['TOP', 'LARGE', 'MEDIUM', 'SMALL', 'NONE']) with ordinality as name (tier, place)
    left join counted using (tier) cross join whole order by name.place`)
}
