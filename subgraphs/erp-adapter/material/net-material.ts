import sql, { type Sql } from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import type { Horizon } from './explode-schedule.ts'

export interface Netting extends Horizon {
  /** The day on which the plan is made: what must have been ordered before comes late. */
  readonly today: string
}

/** The parts of a plan with what is there of each, and what comes day by day. */
const supply = ({ planId, plantId, fromDay, toDay }: Horizon): Sql => sql`
  part_of_plan as (
    select part_number, supplier_id, lead_days, coalesce(lot_size, 1) as lot_size, coalesce((
      select sum(on_hand - reserved) from part_stock join place on place.id = place_id
      where part_stock.part_number = used.part_number and ${plantId} in (place.id, place.plant_id)), 0) as on_hand
    from (select distinct part_number from material_peg where plan_id = ${planId}) as used
      left join part_supply using (part_number)
  ), receipt as (
    select part_number, greatest(due_on, ${fromDay}::date) as day, sum(quantity - received) as quantity
    from open_purchase join part_of_plan using (part_number)
    where plant_id = ${plantId} and not cancelled and received < quantity and due_on < ${toDay}::date
    group by 1, 2
  )`

/** Nets a plan's needs against stock and open purchases: how long each part lasts, and what must be ordered when. */
export async function netMaterial(db: Queries, netting: Netting): Promise<void> {
  const { planId, fromDay, today } = netting
  await db.rows(sql`
    with ${supply(netting)}, change as (
      select part_number, day, sum(quantity) as need, 0 as quantity
      from material_peg where plan_id = ${planId} group by part_number, day
      union all
      select part_number, day, 0, quantity from receipt
    ), balance as (
      select part_number, day, sum(sum(need)) over so_far as needed, sum(sum(quantity)) over so_far as received
      from change group by part_number, day
      window so_far as (partition by part_number order by day)
    ), state as (
      select part_number, day, needed, received, supplier_id, lead_days, lot_size, on_hand,
        -- What all needs up to the day lack at the most, which later receipts don't give back in time.
        greatest(max(needed - received - on_hand) over (partition by part_number order by day), 0) as missing,
        needed - received - on_hand as lack
      from balance join part_of_plan using (part_number)
    ), ordered as (
      select *, ceil(missing / lot_size) * lot_size as in_lots,
        lag(ceil(missing / lot_size) * lot_size, 1, 0) over (partition by part_number order by day) as before
      from state
    ), line as (
      insert into material_line (plan_id, line, supplier_id, part_number, quantity, need_on, order_by)
      select ${planId}, row_number() over (order by supplier_id, day, part_number), supplier_id, part_number,
        in_lots - before, day, day - lead_days
      from ordered where in_lots > before
    )
    insert into material_coverage (plan_id, part_number, supplier_id, on_hand, expected, need, coverage_days, shortage,
      short_on, excess)
    select ${planId}, part_number, supplier_id, on_hand, max(received), max(needed),
      min(day) filter (where lack > 0) - ${fromDay}::date,
      -- What is ordered today comes on the day after its lead time, or never when nobody supplies it.
      coalesce(max(lack) filter (where lack > 0 and (lead_days is null or day < ${today}::date + lead_days)), 0),
      min(day) filter (where lack > 0 and (lead_days is null or day < ${today}::date + lead_days)),
      greatest(on_hand + max(received) - max(needed), 0)
    from state group by part_number, supplier_id, on_hand`)
}

export interface Delay {
  readonly productionNumber: string
  readonly partNumber: string
  readonly readyOn: string | null
}

/** The orders that a plan's shortages hit, each with the part that it waits for longest; earlier orders are served first. */
export async function findDelays(db: Queries, netting: Netting): Promise<Delay[]> {
  const { planId, today } = netting
  return db.rows<Delay>(sql`
    with ${supply(netting)}, step as (
      select part_number, day, on_hand + sum(quantity) over (partition by part_number order by day) as there
      from receipt join part_of_plan using (part_number)
    ), waiting as (
      select production_number, peg.part_number, peg.day, (
        select min(ready) from (
          select min(step.day) as ready from step where step.part_number = peg.part_number and there >= running
          union all select ${today}::date + lead_days
        ) as ready) as ready_on
      from material_peg as peg join part_of_plan using (part_number)
      where plan_id = ${planId} and running > on_hand
    )
    select distinct on (production_number) production_number as "productionNumber", part_number as "partNumber",
      ready_on as "readyOn"
    from waiting where ready_on is null or ready_on > day
    order by production_number, ready_on desc nulls first, part_number`)
}
