import sql from 'sql-template-tag'
import type { Connection, Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { listOf } from '#platform/pages.ts'
import { caseColumns, newestCasesFirst, openness } from './case-store.ts'
import type { Case, CaseKind, CasePriority, CaseStatus } from './case.ts'

export interface CaseFilter {
  readonly open?: boolean | null
  readonly kinds?: readonly CaseKind[] | null
  readonly priorities?: readonly CasePriority[] | null
  readonly statuses?: readonly CaseStatus[] | null
  readonly stationId?: string | null
}

export function listCases(db: Queries, filter: CaseFilter, page: Page): Promise<Connection<Case>> {
  const { open = null, kinds = null, priorities = null, statuses = null, stationId = null } = filter
  const rows = sql`
    select ${caseColumns} from service_case left join station on station.id = station_id
    where (${kinds}::text[] is null or kind = any(${kinds}))
      and (${priorities}::text[] is null or priority = any(${priorities}))
      and (${statuses}::text[] is null or status = any(${statuses}))
      and (${stationId}::text is null or station_id = ${stationId}) ${openness(open)}`
  return listOf(db, { rows, order: newestCasesFirst, page })
}
