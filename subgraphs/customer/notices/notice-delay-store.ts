import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'

/** How long what a rule tells was under way, in milliseconds. */
export interface NoticeDelay {
  readonly ruleId: string
  readonly notices: number
  readonly medianMs: number
  readonly p90Ms: number
  readonly slowestMs: number
}

/** The delays of changes made in a period, by rule, in one statement. */
export function delaysOf(db: Queries, from: Date, until: Date): Promise<NoticeDelay[]> {
  return db.rows<NoticeDelay>(sql`
    select rule_id as "ruleId", count(*)::int as notices,
      round(percentile_cont(0.5) within group (order by ms))::float8 as "medianMs",
      round(percentile_cont(0.9) within group (order by ms))::float8 as "p90Ms", round(max(ms))::float8 as "slowestMs"
    from (
      select rule_id, (extract(epoch from delivered_at - changed_at) * 1000)::float8 as ms
      from notice where changed_at >= ${from} and changed_at < ${until}
    ) as told group by rule_id order by rule_id`)
}
