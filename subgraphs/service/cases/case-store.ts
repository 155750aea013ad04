import sql, { empty, type Sql } from 'sql-template-tag'
import { connections, type Connection, type Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { keyed } from '#platform/rows.ts'
import { newestFirst } from '../newest-first.ts'
import type { Case } from './case.ts'

export const caseColumns = sql`service_case.id, kind, priority, status, subject, customer_id as "customerId", service_case.vin,
  station_id as "stationId", station.dealer_id as "dealerId", resolution, sla_minutes as "slaMinutes",
  opened_at as "openedAt", agent_id as "agentId", service_case.queue_id as "queueId"`

export const casePosition = (row: Case) => ({ sort: row.openedAt.toISOString(), id: row.id })

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

export async function casesOfVehicles(
  db: Queries,
  vins: readonly string[],
  { page, open }: CasePage,
): Promise<ReadonlyMap<string, Connection<Case>>> {
  const { sort, id } = newestFirst(page)
  const rows = await db.rows<Case>(sql`
    select found.* from unnest(${vins}::text[]) as car (vin)
      cross join lateral (
        select ${caseColumns} from service_case left join station on station.id = station_id
        where service_case.vin = car.vin and (opened_at, service_case.id) < (${sort}::timestamptz, ${id})
          ${openness(open)}
        order by opened_at desc, service_case.id desc limit ${page.limit + 1}) as found
    order by "openedAt" desc, id desc`)
  return connections(vins, rows, { page, keyOf: row => row.vin ?? '', positionOf: casePosition })
}

export async function casesOfCustomers(
  db: Queries,
  customerIds: readonly string[],
  { page, open, onlyDealer }: CasePage & { readonly onlyDealer: string | null },
): Promise<ReadonlyMap<string, Connection<Case>>> {
  const { sort, id } = newestFirst(page)
  const rows = await db.rows<Case>(sql`
    select found.* from unnest(${customerIds}::text[]) as customer (id)
      cross join lateral (
        select ${caseColumns} from service_case left join station on station.id = station_id
        where customer_id = customer.id and (opened_at, service_case.id) < (${sort}::timestamptz, ${id})
          and (${onlyDealer}::text is null or station.dealer_id = ${onlyDealer}) ${openness(open)}
        order by opened_at desc, service_case.id desc limit ${page.limit + 1}) as found
    order by "openedAt" desc, id desc`)
  return connections(customerIds, rows, { page, keyOf: row => row.customerId ?? '', positionOf: casePosition })
}
