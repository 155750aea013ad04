import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { Horizon } from './plan-ground.ts'

/**
 * Nets what the cars of the ground need of each part on each day against stock and receipts: how long each part lasts, and
 * what must be ordered when, in whole lots. Gives back the parts of which something comes too late.
 */
export async function netMaterial(
  tx: Transaction,
  planId: string,
  { fromDay, today }: Horizon,
): Promise<readonly string[]> {
  const short = await tx.rows<{ partNumber: string }>(sql`
    with built as (
      select model_code, '' as option_code, day, count(*) as cars from ground_car group by model_code, day
      union all
      select model_code, option_code, day, count(*)
      from ground_car
        join (select distinct model_code, option_code, family, standard from ground_need where option_code <> '') as choice
          using (model_code)
      where option_code = any(option_codes) or standard and family <> all(families)
      group by model_code, option_code, day
    ), need as materialized (
      select part_number, day, sum(cars * quantity) as quantity
      from built join ground_need using (model_code, option_code)
      group by part_number, day
    ), change as (
      select part_number, day, quantity as need, 0 as quantity from need
      union all
      select part_number, day, 0, quantity from ground_receipt where part_number in (select part_number from need)
    ), balance as (
      select part_number, day, sum(sum(need)) over so_far as needed, sum(sum(quantity)) over so_far as received
      from change group by part_number, day
      window so_far as (partition by part_number order by day)
    ), state as (
      select part_number, day, needed, received, supplier_id, lead_days, lot_size, on_hand,
        -- What all needs up to the day lack at the most, which later receipts don't give back in time.
        greatest(max(needed - received - on_hand) over (partition by part_number order by day), 0) as missing,
        needed - received - on_hand as lack
      from balance join ground_part using (part_number)
    ), ordered as materialized (
      select *, ceil(missing / lot_size) * lot_size as in_lots,
        lag(ceil(missing / lot_size) * lot_size, 1, 0) over (partition by part_number order by day) as before
      from state
    ), line as (
      insert into material_line (plan_id, line, supplier_id, part_number, quantity, spare, need_on, order_by)
      select ${planId}, row_number() over (order by supplier_id, day, part_number), supplier_id, part_number,
        in_lots - before, in_lots - missing, day, day - lead_days
      from ordered where in_lots > before
    ), coverage as (
      insert into material_coverage (plan_id, part_number, supplier_id, on_hand, expected, planned, need, coverage_days,
        shortage, short_on, excess)
      select ${planId}, part_number, supplier_id, on_hand, max(received), max(in_lots), max(needed),
        min(day) filter (where lack > 0) - ${fromDay}::date,
        -- What is ordered today comes on the day after its lead time, or never when nobody supplies it.
        coalesce(max(lack) filter (where lack > 0 and (lead_days is null or day < ${today}::date + lead_days)), 0),
        min(day) filter (where lack > 0 and (lead_days is null or day < ${today}::date + lead_days)),
        greatest(on_hand + max(received) - max(needed), 0)
      from ordered group by part_number, supplier_id, on_hand
      returning part_number, short_on
    )
    select part_number as "partNumber" from coverage where short_on is not null`)
  return short.map(({ partNumber }) => partNumber)
}
