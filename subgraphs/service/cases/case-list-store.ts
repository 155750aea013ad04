import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { newestFirst } from '../newest-first.ts'
import { caseColumns, openness } from './case-store.ts'
import type { Case, CaseKind, CasePriority, CaseStatus } from './case.ts'

export interface CaseFilter {
  readonly open?: boolean | null
  readonly kinds?: readonly CaseKind[] | null
  readonly priorities?: readonly CasePriority[] | null
  readonly statuses?: readonly CaseStatus[] | null
  readonly stationId?: string | null
}

export function listCases(db: Queries, filter: CaseFilter, page: Page): Promise<Case[]> {
  const { open = null, kinds = null, priorities = null, statuses = null, stationId = null } = filter
  const { sort, id } = newestFirst(page)
  return db.rows<Case>(sql`
    select ${caseColumns} from service_case left join station on station.id = station_id
    where (opened_at, service_case.id) < (${sort}::timestamptz, ${id}) ${openness(open)}
      and (${kinds}::text[] is null or kind = any(${kinds}))
      and (${priorities}::text[] is null or priority = any(${priorities}))
      and (${statuses}::text[] is null or status = any(${statuses}))
      and (${stationId}::text is null or station_id = ${stationId})
    order by opened_at desc, service_case.id desc limit ${page.limit + 1}`)
}
