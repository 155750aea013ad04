import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'

/** Makes shipments anew from the ways of their cars. Of two captures that touch one shipment the second waits here. */
export async function sumShipments(db: Queries, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await db.rows(sql`
    insert into shipment (id) select id from unnest(${ids}::text[]) as id order by id
    on conflict (id) do update set id = excluded.id`)
  await db.rows(sql`
    with sum as (
      select shipment_id as id, count(*) as cars, count(*) filter (where unloaded_at is null) as aboard,
        min(loaded_at) as loaded_at, min(departed_at) as departed_at, max(unloaded_at) as unloaded_at,
        (array_agg(from_place order by loaded_at, production_number) filter (where from_place is not null))[1] as from_place,
        (array_agg(to_place order by told_place_at desc, production_number)
          filter (where to_place is not null))[1] as to_place,
        (array_agg(expected_at order by told_expected_at desc, production_number)
          filter (where expected_at is not null))[1] as expected_at
      from shipment_leg where shipment_id = any(${ids}) and not stayed group by shipment_id
    ), gone as (
      delete from shipment where id = any(${ids}) and id not in (select id from sum)
    )
    update shipment set cars = sum.cars, loaded_at = sum.loaded_at, departed_at = sum.departed_at,
      arrived_at = case when aboard = 0 then sum.unloaded_at end, from_place = sum.from_place, to_place = sum.to_place,
      expected_at = sum.expected_at, status = case
        when aboard = 0 then 'ARRIVED'
        when aboard < sum.cars then 'UNLOADING'
        when sum.departed_at is null then 'LOADING'
        else 'UNDER_WAY' end
    from sum where shipment.id = sum.id and shipment.id = any(${ids})`)
}
