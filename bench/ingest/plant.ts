import pg from 'pg'
import { plantSender } from './plant-sender.ts'

/** The stations of the bench's plant, in the order in which a car passes them. */
export const stations = Array.from({ length: 30 }, (_, nth) => `B-${String(nth + 1).padStart(2, '0')}`)

/** What the nth station does to a car. */
export const shopOf = (nth: number): string =>
  nth < 10 ? 'BODY' : nth < 15 ? 'PAINT' : nth < 28 ? 'ASSEMBLY' : 'QUALITY'

/** Describes one plant with thirty stations, the model that it builds, and its sender. */
export async function describePlant(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(`set search_path = erp_adapter`)
  await client.query(`
    insert into place (id, kind, name_zh, name_en, plant_id, shop, country, time_zone)
    values ('PLANT-B', 'PLANT', '工厂', 'Plant', null, null, 'CN', 'Asia/Shanghai')`)
  await client.query(
    `insert into place (id, kind, name_zh, name_en, plant_id, shop)
     select id, 'STATION', id, id, 'PLANT-B', shop from unnest($1::text[], $2::text[]) as station (id, shop)`,
    [stations, stations.map((_, nth) => shopOf(nth))],
  )
  await client.query(`
    insert into vehicle_model (code, brand, name_zh, name_en, series, model_year, plant_id)
    values ('BENCH', 'Buick', '昂科威', 'Envision', 'Envision', 2027, 'PLANT-B')`)
  await client.query(
    `insert into route_step (model_code, position, station_id)
     select 'BENCH', position, id from unnest($1::text[]) with ordinality as station (id, position)`,
    [stations],
  )
  await client.query('insert into ingest_sender (name, secrets) values ($1, array[$2])', [
    plantSender.sender,
    plantSender.secret,
  ])
  await client.end()
}
