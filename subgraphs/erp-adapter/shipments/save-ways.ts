import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { stayed, type Leg } from './legs-after.ts'
import { sumShipments } from './sum-shipments.ts'

/** A locked car, and its ways on all the loads that it was on. */
export interface CarWays {
  readonly productionNumber: string
  readonly legs: readonly Leg[]
}

/**
 * Writes the ways of many cars anew, those that are over first, since a car is on one shipment at a time, and sums the
 * shipments of which some are now otherwise.
 */
export async function saveWays(db: Queries, cars: readonly CarWays[]): Promise<void> {
  if (cars.length === 0) return
  const numbers = cars.map(car => car.productionNumber)
  const told = cars.flatMap(({ productionNumber, legs }) =>
    legs.map(leg => ({ ...leg, productionNumber, stayed: stayed(leg) })),
  )
  const touched = await db.rows<{ id: string }>(sql`
    with told as (
      select * from json_to_recordset(${JSON.stringify(told)}::json) as leg ("shipmentId" text, "productionNumber" text,
        "loadedAt" timestamptz, "fromPlace" text, "departedAt" timestamptz, "unloadedAt" timestamptz,
        "reachedPlace" text, stayed boolean, "toPlace" text, "toldPlaceAt" timestamptz, "expectedAt" timestamptz,
        "toldExpectedAt" timestamptz)
    ), gone as (
      delete from shipment_leg where production_number = any(${numbers})
        and (shipment_id, production_number) not in (select "shipmentId", "productionNumber" from told)
      returning shipment_id
    ), kept as (
      insert into shipment_leg (shipment_id, production_number, loaded_at, from_place, departed_at, unloaded_at,
        reached_place, stayed, to_place, told_place_at, expected_at, told_expected_at)
      select * from told order by "unloadedAt" nulls last, "shipmentId", "productionNumber"
      on conflict (shipment_id, production_number) do update set loaded_at = excluded.loaded_at,
        from_place = excluded.from_place, departed_at = excluded.departed_at, unloaded_at = excluded.unloaded_at,
        reached_place = excluded.reached_place, stayed = excluded.stayed, to_place = excluded.to_place,
        told_place_at = excluded.told_place_at, expected_at = excluded.expected_at,
        told_expected_at = excluded.told_expected_at
      where (shipment_leg.loaded_at, shipment_leg.from_place, shipment_leg.departed_at, shipment_leg.unloaded_at,
          shipment_leg.reached_place, shipment_leg.to_place, shipment_leg.told_place_at, shipment_leg.expected_at,
          shipment_leg.told_expected_at)
        is distinct from (excluded.loaded_at, excluded.from_place, excluded.departed_at, excluded.unloaded_at,
          excluded.reached_place, excluded.to_place, excluded.told_place_at, excluded.expected_at,
          excluded.told_expected_at)
      returning shipment_id
    )
    select distinct shipment_id as id from (select * from gone union all select * from kept) as touched order by id`)
  await sumShipments(
    db,
    touched.map(({ id }) => id),
  )
}
