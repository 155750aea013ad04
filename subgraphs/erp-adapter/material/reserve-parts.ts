import sql, { type Sql } from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import { needOfModels } from './need-of-models.ts'

/**
 * Reserves what orders need and have not reserved yet, as far as it is free at their plants and in their yards; who starts
 * first is served first. Orders without dates, and those whose building has begun, reserve nothing.
 */
export async function reserveParts(tx: Transaction, orders: Sql): Promise<void> {
  const { parts, places } = await lockFreeStock(tx, orders)
  if (parts.length === 0) return
  await tx.rows(sql`
    with recursive mine as materialized (
      select * from unnest(${parts}::text[], ${places}::text[]) as mine (part_number, place_id)
    ), car as materialized (
      select production_number, wanted.model_code, option_codes, plant_id, planned_start
      from production_order as wanted join vehicle using (production_number)
      where production_number in (${orders}) and status in ('ORDERED', 'ACCEPTED', 'SCHEDULED')
        and planned_start is not null
    ), choice as (
      select production_number, array_agg(family) as families
      from car cross join unnest(option_codes) as chosen (code) join model_option using (model_code, code)
      group by production_number
    ), ${needOfModels(sql`select model_code from car`)}, held as materialized (
      select production_number, part_number, sum(quantity) as quantity
      from part_reservation where production_number in (select production_number from car) group by 1, 2
    ), needed as (
      select production_number, plant_id, planned_start, part_number, round(sum(need.quantity), 3) as quantity
      from car left join choice using (production_number) join need using (model_code)
      where (option_code = '' or option_code = any(option_codes)
          or standard and family <> all(coalesce(families, '{}')))
        and part_number in (select part_number from mine)
      group by production_number, plant_id, planned_start, part_number
    ), lacking as (
      select production_number, plant_id, planned_start, part_number,
        needed.quantity - coalesce(held.quantity, 0) as quantity
      from needed left join held using (production_number, part_number)
    ), wanted as materialized (
      select *, sum(quantity) over (partition by plant_id, part_number order by planned_start, production_number) as up_to
      from lacking where quantity > 0
    ), free as (
      select coalesce(place.plant_id, place.id) as plant_id, part_number, place_id, on_hand - reserved as free
      from mine join part_stock using (part_number, place_id) join place on place.id = place_id
    ), stock as (
      select *, sum(free) over (partition by plant_id, part_number order by place_id) as up_to from free
    ), portion as materialized (
      select production_number, part_number, place_id,
        least(wanted.up_to, stock.up_to) - greatest(wanted.up_to - quantity, stock.up_to - free) as quantity
      from wanted join stock using (plant_id, part_number)
      where least(wanted.up_to, stock.up_to) > greatest(wanted.up_to - quantity, stock.up_to - free)
    ), taken as (
      insert into part_reservation as given (production_number, part_number, place_id, quantity) select * from portion
      on conflict (production_number, part_number, place_id) do update set quantity = given.quantity + excluded.quantity
    )
    update part_stock set reserved = reserved + sum.quantity
    from (select part_number, place_id, sum(quantity) as quantity from portion group by 1, 2) as sum
    where part_stock.part_number = sum.part_number and part_stock.place_id = sum.place_id`)
}

/**
 * What is free of all that these orders may need at their plants: nobody else changes it until the transaction ends. It is
 * a statement of its own, since one that waits checks what it writes against the row from before it waited.
 */
async function lockFreeStock(
  tx: Transaction,
  orders: Sql,
): Promise<{ parts: readonly string[]; places: readonly string[] }> {
  const mine = await tx.rows<{ partNumber: string; placeId: string }>(sql`
    with recursive wanted as materialized (
      select model_code, plant_id from production_order where production_number in (${orders})
    ), ${needOfModels(sql`select model_code from wanted`)}
    select part_number as "partNumber", place_id as "placeId"
    from part_stock join place on place.id = place_id
    where part_number in (select part_number from need) and on_hand > reserved
      and coalesce(place.plant_id, place.id) in (select plant_id from wanted)
    order by part_number, place_id for update of part_stock`)
  return { parts: mine.map(({ partNumber }) => partNumber), places: mine.map(({ placeId }) => placeId) }
}

/** Frees what orders have reserved: they are cancelled, or their parts are taken to the line. */
export async function releaseParts(tx: Transaction, productionNumbers: readonly string[]): Promise<void> {
  if (productionNumbers.length === 0) return
  await tx.rows(sql`
    with gone as (
      delete from part_reservation where production_number = any(${productionNumbers})
      returning part_number, place_id, quantity
    ), sum as materialized (
      select part_number, place_id, sum(quantity) as quantity from gone group by 1, 2
    ), locked as materialized (
      select part_number, place_id from part_stock
      where (part_number, place_id) in (select part_number, place_id from sum)
      order by part_number, place_id for update
    )
    update part_stock set reserved = greatest(reserved - sum.quantity, 0)
    from sum join locked using (part_number, place_id)
    where part_stock.part_number = sum.part_number and part_stock.place_id = sum.place_id`)
}
