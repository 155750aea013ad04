import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { Horizon } from './plan-ground.ts'

export interface WaitsAsked {
  /** The last plan of the plant, by which orders wait from now on. */
  readonly planId: string
  /** The parts that may come too late; those that suppliers refused are looked at too. */
  readonly parts: readonly string[]
  /** Whether other parts are as they were. */
  readonly only: boolean
}

/**
 * Writes down which orders of the ground wait for which parts until when; earlier orders are served first. What a supplier
 * refused hits the last of those who need it by the day of his line, and is not to be had in the lead time. Orders that
 * start after the horizon wait as before.
 */
export async function findWaits(
  tx: Transaction,
  { plantId, toDay, today }: Horizon,
  { planId, parts, only }: WaitsAsked,
): Promise<void> {
  await tx.rows(sql`
    delete from production_wait using production_order, vehicle, place
    where production_order.production_number = production_wait.production_number
      and vehicle.production_number = production_wait.production_number
      and production_order.plant_id = ${plantId} and place.id = ${plantId}
      and not (planned_start >= ${toDay}::date::timestamp at time zone time_zone
        and status in ('ORDERED', 'ACCEPTED', 'SCHEDULED'))
      and (not ${only}::boolean or part_number = any(${parts}))`)
  await tx.rows(sql`
    with peg as materialized (
      select production_number, part_number, day,
        sum(quantity) over (partition by part_number order by planned_start, production_number) as running
      from (
        select production_number, planned_start, day, part_number, sum(quantity) as quantity
        from ground_car join ground_need using (model_code)
        where (part_number = any(${parts}) or part_number in (select part_number from ground_refusal))
          and (option_code = '' or option_code = any(option_codes) or standard and family <> all(families))
        group by production_number, planned_start, day, part_number) as wanted
    ), step as (
      select part_number, day, lead(day) over so_far as next_day, on_hand + sum(quantity) over so_far as there,
        on_hand + sum(quantity) over so_far - quantity as before
      from ground_receipt join ground_part using (part_number)
      window so_far as (partition by part_number order by day)
    ), lacking as materialized (
      select production_number, peg.part_number, peg.day, arriving.day as arrives, ${today}::date + lead_days as soonest,
        running - coalesce(had.there, on_hand) as lack
      from peg join ground_part using (part_number)
        left join step as arriving
          on arriving.part_number = peg.part_number and running > arriving.before and running <= arriving.there
        left join step as had
          on had.part_number = peg.part_number and peg.day >= had.day and (had.next_day is null or peg.day < had.next_day)
      where running > on_hand
    ), refused as (
      select part_number, refusal.day, greatest(max(lack) filter (where lacking.day <= refusal.day), 0) - quantity as served
      from ground_refusal as refusal join lacking using (part_number)
      group by part_number, refusal.day, quantity
    ), hit as (
      select distinct production_number, part_number
      from lacking join refused using (part_number)
      where lacking.day <= refused.day and lack > greatest(served, 0)
    ), judged as (
      select production_number, part_number, day,
        case when hit.part_number is null then least(arrives, soonest) else arrives end as ready_on
      from lacking left join hit using (production_number, part_number)
    )
    insert into production_wait (production_number, part_number, plan_id, ready_on)
    select production_number, part_number, ${planId}, ready_on from judged where ready_on is null or ready_on > day
    on conflict (production_number, part_number) do update set plan_id = excluded.plan_id, ready_on = excluded.ready_on`)
}
