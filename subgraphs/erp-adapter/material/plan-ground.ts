import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import { expectedReceipts } from './expected-receipts.ts'
import { freeStock } from './free-stock.ts'
import { needOfModels } from './need-of-models.ts'
import { standingRefusals } from './standing-refusals.ts'

/** What is planned for: a plant's orders that start before a horizon ends. */
export interface Horizon {
  readonly plantId: string
  /** The first day, and the first day that is not in it any more, as `2026-11-26`. */
  readonly fromDay: string
  readonly toDay: string
  /** The day in the plant's zone on which it is planned: what must have been ordered before comes late. */
  readonly today: string
}

/**
 * Reads what a plan is made from as of one moment, by one statement: the cars, what one of each model needs by its option
 * (the whole bill of material taken apart down to what is bought), stock, receipts and refusals. The transaction keeps them
 * in tables that nobody else sees them in, until `clearGround`. A car that should have started before the horizon needs its parts on its first day.
 */
export async function layGround(
  tx: Transaction,
  { plantId, fromDay, toDay, today }: Horizon,
  parts: readonly string[] | null,
): Promise<{ readonly orders: number }> {
  const row = await tx.row<{ orders: number }>(sql`
    with recursive car as materialized (
      select production_number, wanted.model_code, option_codes, planned_start,
        greatest((planned_start at time zone time_zone)::date, ${fromDay}::date) as day
      from production_order as wanted
        join vehicle using (production_number)
        join place on place.id = wanted.plant_id
      where wanted.plant_id = ${plantId} and status in ('ORDERED', 'ACCEPTED', 'SCHEDULED')
        and planned_start < ${toDay}::date::timestamp at time zone time_zone
    ), choice as (
      select production_number, array_agg(family) as families
      from car cross join unnest(option_codes) as chosen (code) join model_option using (model_code, code)
      group by production_number
    ), ${needOfModels(sql`select model_code from car`, parts)}, part as materialized (
      select part_number, supplier_id, lead_days, coalesce(lot_size, 1) as lot_size, coalesce(stock.quantity, 0) as on_hand
      from (select distinct part_number from need) as used
        left join part_supply using (part_number)
        left join (${freeStock(plantId)}) as stock using (part_number)
    ), cars as (
      insert into ground_car
      select production_number, model_code, option_codes, coalesce(families, '{}'), planned_start, day
      from car left join choice using (production_number)
    ), needs as (
      insert into ground_need select * from need
    ), ground as (
      insert into ground_part select * from part
    ), receipts as (
      insert into ground_receipt
      select part_number, greatest(day, ${fromDay}::date), sum(quantity)
      from (${expectedReceipts({ plantId, today, toDay })}) as receipt join part using (part_number)
      group by 1, 2
    ), refusals as (
      insert into ground_refusal
      select part_number, day, quantity from (${standingRefusals({ plantId, today })}) as refusal join part using (part_number)
    )
    select count(*) as orders from car`)
  return { orders: row?.orders ?? 0 }
}

/** Forgets what a plan was made from. */
export const clearGround = (tx: Transaction): Promise<unknown> =>
  tx.rows(sql`
    with cars as (delete from ground_car), needs as (delete from ground_need), parts as (delete from ground_part),
      receipts as (delete from ground_receipt)
    delete from ground_refusal`)
