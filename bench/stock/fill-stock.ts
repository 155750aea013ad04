import pg from 'pg'

/**
 * Writes a maker's cars as their events would have left them: ten years of them, a tenth unsold, over ten models, eight
 * usual colours and a rare one, two hundred dealers, and options of which the rarest is on one car in ten thousand.
 */
export async function fillStock(databaseUrl: string, cars: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(`set search_path = erp_adapter, platform`)
    for (const statement of statements(cars)) await client.query(statement)
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}

const statements = (cars: number): readonly string[] => [
  `insert into place (id, kind, name_zh, name_en, dealer_id)
   select 'PLANT-' || n, 'PLANT', '厂', 'Plant', null from generate_series(1, 3) as n
   union all select 'YARD-' || n, 'WAREHOUSE', '库', 'Yard', null from generate_series(1, 10) as n
   union all select 'DLR-' || n, 'DEALER', '店', 'Dealer', 'dealer-' || n from generate_series(1, 200) as n`,
  `insert into vehicle_model (code, brand, name_zh, name_en, series, model_year, plant_id)
   select 'M' || n, 'Brand', '型', 'Model', 'S', 2026, 'PLANT-' || n % 3 + 1 from generate_series(1, 10) as n`,
  `create temporary table car as
   select n, 'C' || lpad(n::text, 9, '0') as number, 'M' || 1 + n * 7 % 10 as model,
     case when n % 2000 = 7 then 'PINK' else 'COL-' || n * 13 % 8 end as colour,
     -- The last tenth is unsold, the last fiftieth not built.
     (n - 0.98 * ${cars}) / ${cars} * interval '3650 days' + now() as built,
     case when n <= ${cars} * 0.9 then 'DELIVERED' when n > ${cars} * 0.98 then 'ASSEMBLY'
       else (array['BUILT', 'RELEASED', 'IN_TRANSIT', 'AT_DEALER', 'AT_DEALER', 'AT_DEALER'])[1 + n * 11 % 6] end as status
   from generate_series(1, ${cars}) as n`,
  `insert into production_order (production_number, model_code, plant_id, option_codes)
   select number, model, 'PLANT-' || n * 5 % 3 + 1, array[colour, 'OPT-' || n % 7, 'PACK-' || n % 40,
     case when n % 10000 = 17 then 'RARE' else 'USUAL' end] from car`,
  `insert into vehicle (production_number, model_code, colour, vin, status, status_since, built_at, whereabouts, place_id,
     whereabouts_since, availability, order_id)
   select number, model, colour, 'LSG' || lpad(n::text, 14, '0'), status,
     least(now(), coalesce(built, now()) + n % 90 * interval '1 day') - n % 997 * interval '1 second',
     case when status <> 'ASSEMBLY' then built end,
     case status when 'DELIVERED' then 'SOLD' when 'ASSEMBLY' then 'PLANT' when 'AT_DEALER' then 'DEALER'
       when 'IN_TRANSIT' then 'IN_TRANSIT' else 'WAREHOUSE' end,
     case status when 'ASSEMBLY' then 'PLANT-' || n * 5 % 3 + 1 when 'AT_DEALER' then 'DLR-' || 1 + n * 17 % 200
       when 'BUILT' then 'YARD-' || 1 + n % 10 when 'RELEASED' then 'YARD-' || 1 + n % 10 end,
     least(now(), coalesce(built, now())),
     case when status = 'DELIVERED' then 'SOLD' when n % 3 = 0 then 'RESERVED'
       when status in ('BUILT', 'ASSEMBLY') then 'NOT_RELEASED' else 'AVAILABLE' end,
     case when status <> 'DELIVERED' and n % 3 = 0 then 'order-' || n end
   from car`,
  `insert into shipment (id, status, cars, from_place, to_place, loaded_at)
   select 'LOAD-' || n, 'UNDER_WAY', 0, 'YARD-1', 'DLR-' || 1 + n % 200, now() from generate_series(0, 399) as n`,
  `insert into shipment_leg (shipment_id, production_number, loaded_at)
   select 'LOAD-' || n * 19 % 400, number, now() from car where status = 'IN_TRANSIT'`,
]
