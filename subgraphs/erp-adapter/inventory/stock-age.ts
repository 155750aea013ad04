import sql, { type Sql } from 'sql-template-tag'

/** How long ago an unsold car was built, in bands of thirty days. */
export const stockAges = ['UP_TO_30_DAYS', 'UP_TO_60_DAYS', 'UP_TO_90_DAYS', 'OVER_90_DAYS'] as const
export type StockAge = (typeof stockAges)[number]

/** The band of a row of `vehicle`. */
export const ageAt = (now: Date): Sql => sql`
  case
    when built_at >= ${now}::timestamptz - interval '30 days' then 'UP_TO_30_DAYS'
    when built_at >= ${now}::timestamptz - interval '60 days' then 'UP_TO_60_DAYS'
    when built_at >= ${now}::timestamptz - interval '90 days' then 'UP_TO_90_DAYS'
    else 'OVER_90_DAYS' end`
