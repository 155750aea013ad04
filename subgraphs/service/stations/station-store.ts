import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { grouped, keyed } from '#platform/rows.ts'
import type { OpeningHoursRow, Station } from './station.ts'

const columns = sql`id, dealer_id as "dealerId", name, address, city, region, time_zone as "timeZone", currency, bays,
  technicians`

export interface StationFilter {
  readonly dealerId?: string | null
  readonly region?: string | null
  readonly city?: string | null
}

export async function findStations(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, Station>> {
  const rows = await db.rows<Station>(sql`select ${columns} from station where id = any(${ids})`)
  return keyed(rows, row => row.id)
}

export function listStations(db: Queries, filter: StationFilter, page: Page): Promise<Station[]> {
  const { dealerId = null, region = null, city = null } = filter
  return db.rows<Station>(sql`
    select ${columns} from station
    where (${dealerId}::text is null or dealer_id = ${dealerId})
      and (${region}::text is null or region = ${region})
      and (${city}::text is null or city = ${city})
      and (name, id) > (${page.after?.sort ?? ''}, ${page.after?.id ?? ''})
    order by name, id limit ${page.limit + 1}`)
}

export async function stationsOfDealers(
  db: Queries,
  dealerIds: readonly string[],
): Promise<ReadonlyMap<string, Station[]>> {
  const rows = await db.rows<Station>(sql`
    select station.* from unnest(${dealerIds}::text[]) as dealer (id)
      cross join lateral (
        select ${columns} from station where dealer_id = dealer.id order by name, id limit 200) as station
    order by name, id`)
  return grouped(dealerIds, rows, row => row.dealerId)
}

export async function openingHoursOf(
  db: Queries,
  stationIds: readonly string[],
): Promise<ReadonlyMap<string, OpeningHoursRow[]>> {
  const rows = await db.rows<OpeningHoursRow>(sql`
    select station_id as "stationId", weekday, to_char(opens, 'HH24:MI') as opens, to_char(closes, 'HH24:MI') as closes
    from opening_hours where station_id = any(${stationIds}) order by weekday, opens`)
  return grouped(stationIds, rows, row => row.stationId)
}
