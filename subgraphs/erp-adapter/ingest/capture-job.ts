import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import type { PointedFlaw } from './flaw.ts'
import type { JobPage } from './job-page.ts'

/** How a document was taken in. Its work is done in the request, so a job that can be read is finished. */
export interface CaptureJob {
  readonly id: string
  readonly createdAt: Date
  readonly behaviour: 'rollback' | 'proceed'
  readonly events: number
  readonly captured: number
  readonly errors: readonly JobError[]
}

export interface JobError extends PointedFlaw {
  /** The id of the event in `keptApartEvents`. */
  readonly keptApart: string
}

export async function saveJobs(db: Queries, jobs: readonly Omit<CaptureJob, 'createdAt'>[]): Promise<void> {
  if (jobs.length === 0) return
  await db.rows(sql`
    insert into capture_job (id, behaviour, events, captured, errors)
    select id, behaviour, events, captured, errors from json_to_recordset(${JSON.stringify(jobs)}::json)
      as job (id text, behaviour text, events int, captured int, errors jsonb)`)
}

const columns = sql`id, created_at as "createdAt", behaviour, events, captured, errors`

export async function findJob(db: Queries, id: string): Promise<CaptureJob | null> {
  return (await db.row<CaptureJob>(sql`select ${columns} from capture_job where id = ${id}`)) ?? null
}

/** One job more than a page has, those that came last first: ids go by the time of their making. */
export function pageOfJobs(db: Queries, { perPage, after }: JobPage): Promise<CaptureJob[]> {
  return db.rows<CaptureJob>(sql`
    select ${columns} from capture_job where ${after}::text is null or id < ${after} order by id desc limit ${perPage + 1}`)
}
