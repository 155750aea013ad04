import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { compile } from '../expression/compile.ts'
import type { Expression } from '../expression/expression.ts'

export interface DryRun {
  readonly size: number
  /** Part of all known customers, with four decimals. */
  readonly share: string
  readonly sample: string[]
}

/** Who would be a member now: how many, and some of them by id. */
export async function dryRun(
  db: Queries,
  expression: Expression,
  { now, sample }: { readonly now: Date; readonly sample: number },
): Promise<DryRun> {
  const found = await db.row<DryRun>(sql`
    with matching as materialized (
      select fact.customer_id from customer_fact as fact where not fact.profiling_refused and ${compile(expression, now)}
    ), counted as (
      select count(*) as size from matching
    )
    select size, round(size / greatest((select count(*) from customer_fact), 1)::numeric, 4) as share,
      array(select customer_id from matching order by customer_id limit ${sample}) as sample
    from counted`)
  return found ?? { size: 0, share: '0.0000', sample: [] }
}
