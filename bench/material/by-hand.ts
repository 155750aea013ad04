import pg from 'pg'
import { scheduledDays } from './fill-schedule.ts'
import type { Planner } from './planner.ts'

/**
 * The least that a plan is: what a plant's cars need day by day, against stock and purchases, in whole lots, written into
 * a table. Nothing is reserved, nobody waits, and nobody is told.
 */
export async function byHand(databaseUrl: string): Promise<Planner> {
  const client = new pg.Client({ connectionString: databaseUrl, options: '-c search_path=erp_adapter' })
  await client.connect()
  await client.query('create table hand (plan int, part_number text, day date, quantity numeric)')
  let plans = 0
  return {
    plan: async plant => {
      await client.query(statement(plant, ++plans))
      const { rows } = await client.query<{ sum: string }>(
        `select part_number || ' ' || day || ' ' || trim_scale(quantity) as sum from hand where plan = ${plans} order by 1`,
      )
      return rows.map(row => row.sum)
    },
    close: () => client.end(),
  }
}

const statement = (plant: string, plan: number): string => `
  insert into hand
  with recursive car as materialized (
    select model_code, option_codes, (planned_start at time zone 'Asia/Shanghai')::date as day, count(*) as cars
    from production_order join vehicle using (production_number, model_code)
    where plant_id = '${plant}' and status = 'SCHEDULED'
      and planned_start < (current_date + ${scheduledDays})::timestamp at time zone 'Asia/Shanghai'
    group by 1, 2, 3
  ), bill as (
    select model_code, option_code, part_number, quantity / (1 - scrap) as quantity
    from bill_line where model_code in (select model_code from car)
    union all
    select bill.model_code, bill.option_code, line.part_number, bill.quantity * line.quantity / (1 - line.scrap)
    from bill join bill_line as line on line.assembly = bill.part_number
  ), need as (
    select part_number, day, sum(cars * quantity) as quantity
    from car join bill using (model_code)
    where part_number in (select part_number from part_supply) and (option_code is null or option_code = any(option_codes))
    group by 1, 2
  ), change as (
    select part_number, day, quantity from need
    union all
    select part_number, due_on, -quantity from open_purchase
    where plant_id = '${plant}' and due_on < current_date + ${scheduledDays} and part_number in (select part_number from need)
  ), balance as (
    select part_number, day, sum(sum(quantity)) over (partition by part_number order by day) as lack
    from change group by 1, 2
  ), promised as (
    select part_number, place_id, sum(quantity) as quantity from part_reservation group by 1, 2
  ), stock as (
    select part_number, sum(on_hand - reserved + coalesce(promised.quantity, 0)) as quantity
    from part_stock join place on place.id = place_id left join promised using (part_number, place_id)
    where '${plant}' in (place.id, place.plant_id) group by 1
  ), missing as (
    select part_number, day, ceil(greatest(max(lack - stock.quantity) over so_far, 0) / lot_size) * lot_size as in_lots
    from balance join part_supply using (part_number) join stock using (part_number)
    window so_far as (partition by part_number order by day)
  )
  select ${plan}, part_number, day, quantity from (
    select *, in_lots - lag(in_lots, 1, 0) over (partition by part_number order by day) as quantity from missing) as line
  where quantity > 0`
