import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { grouped, keyed } from '#platform/rows.ts'
import { undescribed, type PlaceRow } from './place.ts'

const places = sql`
  select id, kind, name_zh as "nameZh", name_en as "nameEn", shop, plant_id as "plantId", dealer_id as "dealerId", country
  from place`

/** Places by id; one that was never described has its id alone. */
export async function findPlaces(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, PlaceRow>> {
  const known = keyed(await db.rows<PlaceRow>(sql`${places} where id = any(${ids})`), row => row.id)
  return new Map(ids.map(id => [id, known.get(id) ?? undescribed(id)]))
}

export async function findPlants(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, PlaceRow>> {
  const rows = await db.rows<PlaceRow>(sql`${places} where kind = 'PLANT' and id = any(${ids})`)
  return keyed(rows, row => row.id)
}

export async function allPlants(db: Queries): Promise<PlaceRow[]> {
  return db.rows<PlaceRow>(sql`${places} where kind = 'PLANT' order by id`)
}

export async function findStations(
  db: Queries,
  plantIds: readonly string[],
): Promise<ReadonlyMap<string, readonly PlaceRow[]>> {
  const rows = await db.rows<PlaceRow & { plantId: string }>(
    sql`${places} where kind = 'STATION' and plant_id = any(${plantIds}) order by id`,
  )
  return grouped(plantIds, rows, row => row.plantId)
}
