import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { keyed } from '#platform/rows.ts'

export interface Period {
  readonly from: Date
  /** Not included. */
  readonly until: Date
}

export interface ScorecardRow {
  readonly dealerId: string
  readonly sales: number
  readonly medianResponseMinutes: number | null
  readonly handoverSatisfaction: number | null
  readonly priceDeviationPercent: number | null
}

/** The results of many dealers in a period, in one statement. */
export async function findScorecards(
  db: Queries,
  dealerIds: readonly string[],
  { from, until }: Period,
): Promise<ReadonlyMap<string, ScorecardRow>> {
  const rows = await db.rows<ScorecardRow>(sql`
    select dealer_id as "dealerId", sold.*, answered.*
    from unnest(${dealerIds}::text[]) as dealer (dealer_id)
    cross join lateral (
      select count(*)::int as "sales", avg(handover_satisfaction)::float8 as "handoverSatisfaction",
        (avg((price_amount - list_amount) / nullif(list_amount, 0)) * 100)::float8 as "priceDeviationPercent"
      from retail_sale
      where retail_sale.dealer_id = dealer.dealer_id and sold_at >= ${from} and sold_at < ${until}
    ) as sold
    cross join lateral (
      select percentile_cont(0.5) within group (order by extract(epoch from responded_at - captured_at) / 60)
        as "medianResponseMinutes"
      from lead
      where lead.dealer_id = dealer.dealer_id and captured_at >= ${from} and captured_at < ${until}
        and responded_at is not null
    ) as answered`)
  return keyed(rows, row => row.dealerId)
}
