import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'

/** Deeper than any bill of material is. */
const deepest = 20

export interface Horizon {
  readonly planId: string
  readonly plantId: string
  /** The first day, and the first day that is not in it any more, as `2026-11-26`. */
  readonly fromDay: string
  readonly toDay: string
}

/**
 * Writes down what the orders that start before a horizon ends need of each part, order after order. One that should have
 * started before the horizon and has not needs its parts on the first day. Assemblies are built when they are needed, so
 * that only what they are made from counts. Gives back how many orders there are.
 */
export async function explodeSchedule(db: Queries, { planId, plantId, fromDay, toDay }: Horizon): Promise<number> {
  await db.rows(sql`
    with recursive car as (
      select production_number, wanted.model_code, option_codes, planned_start,
        greatest((planned_start at time zone time_zone)::date, ${fromDay}::date) as day
      from production_order as wanted
        join vehicle using (production_number)
        join place on place.id = wanted.plant_id
      where wanted.plant_id = ${plantId} and status in ('ORDERED', 'ACCEPTED', 'SCHEDULED')
        and planned_start < ${toDay}::date::timestamp at time zone time_zone
    ), bill (model_code, option_code, part_number, quantity, depth) as (
      select model_code, option_code, part_number, quantity / (1 - scrap), 1
      from bill_line where model_code in (select model_code from car)
      union all
      select bill.model_code, bill.option_code, line.part_number, bill.quantity * line.quantity / (1 - line.scrap), depth + 1
      from bill join bill_line as line on line.assembly = bill.part_number
      where depth < ${deepest}
    ), material as (
      select bill.model_code, option_code, bill.part_number, family, standard, sum(bill.quantity) as quantity
      from bill
        left join model_option on model_option.model_code = bill.model_code and code = option_code
      where not exists (select from bill_line as line where line.assembly = bill.part_number)
      group by bill.model_code, option_code, bill.part_number, family, standard
    ), need as (
      select production_number, planned_start, day, part_number, sum(quantity) as quantity
      from car join material using (model_code)
      where option_code is null or option_code = any(option_codes)
        or standard and not exists (
          select from model_option as chosen
          where chosen.model_code = car.model_code and chosen.family = material.family
            and chosen.code = any(car.option_codes))
      group by production_number, planned_start, day, part_number
    )
    insert into material_peg (plan_id, production_number, part_number, day, quantity, running)
    select ${planId}, production_number, part_number, day, quantity,
      sum(quantity) over (partition by part_number order by planned_start, production_number)
    from need`)
  await db.rows(sql`analyze material_peg`)
  const row = await db.row<{ orders: number }>(
    sql`select count(distinct production_number) as orders from material_peg where plan_id = ${planId}`,
  )
  return row?.orders ?? 0
}

export const forgetPegs = (db: Queries, planId: string): Promise<unknown> =>
  db.rows(sql`delete from material_peg where plan_id = ${planId}`)
