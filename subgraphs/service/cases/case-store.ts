import sql, { empty, type Sql } from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { newestFirst, pagesOf } from '#platform/pages.ts'
import { keyed } from '#platform/rows.ts'
import type { Case } from './case.ts'

export const caseColumns = sql`service_case.id, kind, priority, status, subject, customer_id as "customerId", service_case.vin,
  station_id as "stationId", station.dealer_id as "dealerId", resolution, sla_minutes as "slaMinutes",
  opened_at as "openedAt", agent_id as "agentId", service_case.queue_id as "queueId"`

export const newestCasesFirst = newestFirst(sql`opened_at`, (row: Case) => row.openedAt, sql`service_case.id`)

/** Narrows to open cases, to those that are over, or not at all. */
export function openness(open: boolean | null): Sql {
  if (open === null) return empty
  return open ? sql`and status not in ('SOLVED', 'CLOSED')` : sql`and status in ('SOLVED', 'CLOSED')`
}

export async function findCases(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, Case>> {
  const rows = await db.rows<Case>(sql`
    select ${caseColumns} from service_case left join station on station.id = station_id
    where service_case.id = any(${ids})`)
  return keyed(rows, row => row.id)
}

export interface CasePage {
  readonly page: Page
  readonly open: boolean | null
}

export const casesOfVehicles = (db: Queries, vins: readonly string[], { page, open }: CasePage) =>
  pagesOf(db, vins, {
    page,
    order: newestCasesFirst,
    rows: sql`
      select ${caseColumns} from service_case left join station on station.id = station_id
      where service_case.vin = parent.id ${openness(open)}`,
  })

export const casesOfCustomers = (
  db: Queries,
  customerIds: readonly string[],
  { page, open, onlyDealer }: CasePage & { readonly onlyDealer: string | null },
) =>
  pagesOf(db, customerIds, {
    page,
    order: newestCasesFirst,
    rows: sql`
      select ${caseColumns} from service_case left join station on station.id = station_id
      where customer_id = parent.id and (${onlyDealer}::text is null or station.dealer_id = ${onlyDealer})
        ${openness(open)}`,
  })
