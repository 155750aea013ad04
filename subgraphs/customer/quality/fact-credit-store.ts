import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'

/** What somebody contributed to the facts of customers. */
export interface FactCredit {
  readonly employee: string
  readonly supplied: number
  readonly corrected: number
  readonly verified: number
}

interface Period {
  readonly from: Date | null
  readonly until: Date
  readonly first: number
}

/** Who contributed most in a period. */
export function findFactCredits(db: Queries, { from, until, first }: Period): Promise<FactCredit[]> {
  const start = from ?? new Date(0)
  return db.rows<FactCredit>(sql`
    select employee, sum(supplied)::int as supplied, sum(corrected)::int as corrected, sum(verified)::int as verified
    from (
      select changed_by as employee, (old_value is null)::int as supplied, (old_value is not null)::int as corrected,
        0 as verified
      from fact_change
      where new_value is not null and changed_at >= ${start} and changed_at < ${until}
        and id not in (select unnest(change_ids) from customer_merge)
      union all
      select verified_by, 0, 0, 1 from fact_verification where verified_at >= ${start} and verified_at < ${until}
    ) as contributed
    group by employee order by sum(supplied + corrected + verified) desc, employee limit ${first}`)
}
