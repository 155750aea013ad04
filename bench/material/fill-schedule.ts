import pg from 'pg'
import { insertRows } from '../../demo/load/insert-rows.ts'
import { loadErpCatalogue } from '../../demo/load/load-erp-catalogue.ts'
import { loadSupply } from '../../demo/load/load-supply.ts'
import { makeDealers } from '../../demo/world/dealers.ts'
import { profiles } from '../../demo/world/profile.ts'
import type { Row } from '../../demo/load/copy-text.ts'

/** Days over which the cars start. */
export const scheduledDays = 60

/**
 * Describes the demo's plants, models and bills of material, and schedules so many cars of the newest models, spread over
 * the plants, the days and the options; each plant has stock of what is bought and purchases that come.
 */
export async function fillSchedule(databaseUrl: string, cars: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const insert = async (table: string, rows: Iterable<Row>): Promise<void> => {
      await insertRows(client, table, { rows })
    }
    await loadErpCatalogue({ world: { dealers: makeDealers(profiles.demo, 1), seed: 1 }, insert })
    await loadSupply({ insert })
    await client.query('set search_path = erp_adapter, platform')
    for (const statement of statements(cars)) await client.query(statement)
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}

const statements = (cars: number): readonly string[] => [
  `create temporary table model as
   select code, plant_id, row_number() over (partition by plant_id order by code) - 1 as nth,
     count(*) over (partition by plant_id) as models, dense_rank() over (order by plant_id) - 1 as plant
   from vehicle_model where model_year = 2027`,
  `insert into production_order (production_number, model_code, plant_id, option_codes, planned_start, planned_end)
   select 'C' || lpad(car::text, 9, '0'), code, plant_id,
     array[(array['COL-WHITE', 'COL-BLACK', 'COL-SILVER', 'COL-BLUE', 'COL-RED'])[1 + car * 7 % 5],
       (array['INT-BLACK', 'INT-BROWN'])[1 + car * 11 / 3 % 2], (array['WHL-18', 'WHL-20'])[1 + car / 5 % 2],
       (array['AST-BASE', 'AST-SUPER'])[1 + car / 7 % 2], (array['ROOF-STEEL', 'ROOF-GLASS'])[1 + car / 11 % 2],
       (array['SND-BASE', 'SND-BOSE'])[1 + car / 13 % 2]],
     day, day + interval '2 days'
   from generate_series(0, ${cars} - 1) as car
     join model on car % 4 = plant and car / 4 % models = nth,
     lateral (select date_trunc('day', now()) + (1 + car % ${scheduledDays - 1}) * interval '1 day' as day) as start`,
  `insert into vehicle (production_number, model_code, status) select production_number, model_code, 'SCHEDULED'
   from production_order`,
  `insert into part_stock (part_number, place_id, on_hand)
   select part_number, place.id, lot_size * (1 + length(place.id || part_number) * 37 % 9)
   from part_supply cross join place where kind = 'PLANT'
   on conflict (part_number, place_id) do nothing`,
  `insert into open_purchase (number, plant_id, part_number, supplier_id, quantity, due_on)
   select 'P-' || place.id || part_number || nth, place.id, part_number, supplier_id, lot_size * (1 + nth * 13 % 40),
     current_date + nth * 3
   from part_supply cross join place cross join generate_series(1, 15) as nth where kind = 'PLANT'`,
]
