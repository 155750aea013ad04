import pg from 'pg'
import { line, plantOf, stationId } from '../../demo/world/plants.ts'
import { modelsOf } from '../../plant/plan-car.ts'
import { plant } from './plant.ts'

/** What such a car is, where it went, and its events: into and out of each station. */
const [model] = modelsOf(plant)
const stations = line.map(station => stationId(plantOf(plant), station))
const eventsOfCar = 2 * stations.length

/** Cars that are written in one transaction. */
const carsAtOnce = 10_000

/**
 * Fills the log with the past of delivered cars until it has at least so many events, each car with its whole way
 * through the plant. The texts that the events came in are left out.
 */
export async function fillLog(databaseUrl: string, wanted: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query('set search_path = erp_adapter')
  const { rows } = await client.query<{ cars: number; missing: number }>(
    `select (select count(*)::int from vehicle where production_number like 'PAST-%') as cars,
      greatest(0, $1 - count(*))::int as missing from event_log`,
    [wanted],
  )
  const first = rows[0]?.cars ?? 0
  const end = first + Math.ceil((rows[0]?.missing ?? 0) / eventsOfCar)
  for (let car = first; car < end; car += carsAtOnce)
    await fillCars(client, { first: car, end: Math.min(end, car + carsAtOnce) })
  await client.query('vacuum analyze')
  await client.query('checkpoint')
  await client.end()
}

async function fillCars(
  client: pg.Client,
  { first, end }: { readonly first: number; readonly end: number },
): Promise<void> {
  await client.query('begin')
  await client.query(
    `insert into production_order (production_number, model_code, plant_id)
     select 'PAST-' || lpad(car::text, 9, '0'), $3, $4 from generate_series($1::int, $2::int - 1) as car`,
    [first, end, model?.code, plant],
  )
  await client.query(
    `insert into vehicle (production_number, model_code, vin, status, status_since, built_at, whereabouts, availability)
     select 'PAST-' || lpad(car::text, 9, '0'), $3, 'LPASTPP' || lpad(car::text, 10, '0'), 'DELIVERED', at, at, 'SOLD', 'SOLD'
     from generate_series($1::int, $2::int - 1) as car,
       lateral (select timestamptz '2020-01-01Z' + car * interval '10 minutes' as at) as moment`,
    [first, end, model?.code],
  )
  await client.query(
    `insert into event_log (event_id, production_number, nth, type, action, event_time, recorded_at, biz_step, read_point,
       pass, capture_id, place)
     select 'urn:uuid:' || gen_random_uuid(), 'PAST-' || lpad(car::text, 9, '0'), nth + 1, 'ObjectEvent', 'OBSERVE', at, at,
       'assembling', ($3::text[])[nth / 2 + 1], case nth % 2 when 0 then 'IN' else 'OUT' end, 'past',
       '/epcisBody/eventList/' || nth
     from generate_series($1::int, $2::int - 1) as car, generate_series(0, $4::int - 1) as nth,
       lateral (select timestamptz '2019-12-01Z' + car * interval '10 minutes' + nth * interval '2 minutes' as at) as moment`,
    [first, end, stations, eventsOfCar],
  )
  await client.query('commit')
}
