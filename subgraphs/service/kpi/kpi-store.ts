import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { departments, type Department } from '#platform/department.ts'
import type { Dwell, Reopening, Satisfaction } from './department-kpi.ts'

/** From its first moment to before its last. */
export interface Period {
  readonly from: Date
  readonly until: Date
}

interface OfDepartment {
  readonly department: Department
}

const byDepartment = <Row extends OfDepartment>(rows: readonly Row[]): ReadonlyMap<Department, Row> =>
  new Map(rows.map(row => [row.department, row]))

// Department by department: row security makes rows look so dear to the planner that it would sort all of them by it.
const each = sql`unnest(${[...departments]}::text[]) as each (department)`

/** How long requests lay with each department, of the steps that ended in a period. */
export async function dwellOf(db: Queries, { from, until }: Period): Promise<ReadonlyMap<Department, Dwell>> {
  return byDepartment(
    await db.rows<Dwell & OfDepartment>(sql`
      select department, steps, minutes[1] as median, minutes[2] as p90, breaches from ${each} cross join lateral (
        select count(*)::int as steps,
          percentile_cont(array[0.5, 0.9]) within group (order by date_part('epoch', left_at - entered_at) / 60) as minutes,
          (count(*) filter (where left_at - entered_at > make_interval(mins => allowed_minutes)))::int as breaches
        from request_step
        where request_step.department = each.department and left_at >= ${from} and left_at < ${until}
      ) as lain where steps > 0`),
  )
}

/** Of the requests opened in a period that were closed since, how many were opened again, by the owner's department. */
export async function reopeningOf(db: Queries, { from, until }: Period): Promise<ReadonlyMap<Department, Reopening>> {
  return byDepartment(
    await db.rows<Reopening & OfDepartment>(sql`
      select department, settled, reopened from ${each} cross join lateral (
        select count(*)::int as settled, (count(*) filter (where reopened > 0))::int as reopened from request
        where owner_department = each.department and opened_at >= ${from} and opened_at < ${until}
          and (status = 'CLOSED' or reopened > 0)
      ) as opened where settled > 0`),
  )
}

/** What other departments thought of each one's work, of the ratings given in a period. */
export async function satisfactionOf(
  db: Queries,
  { from, until }: Period,
): Promise<ReadonlyMap<Department, Satisfaction>> {
  return byDepartment(
    await db.rows<Satisfaction & OfDepartment>(sql`
      select department, ratings, score from ${each} cross join lateral (
        select count(*)::int as ratings, avg(score)::float8 as score from request_rating
        where request_rating.department = each.department and rated_at >= ${from} and rated_at < ${until}
      ) as rated where ratings > 0`),
  )
}

/** Cases whose time ended in a period before they were solved, as escalation found. */
export async function lateCasesOf(db: Queries, { from, until }: Period): Promise<ReadonlyMap<Department, number>> {
  const rows = await db.rows<OfDepartment & { late: number }>(sql`
    select department, count(*)::int as late from case_escalation
    where rank = 'AGENT' and reason = 'TIME_OVER' and at >= ${from} and at < ${until} group by department`)
  return new Map(rows.map(({ department, late }) => [department, late]))
}
