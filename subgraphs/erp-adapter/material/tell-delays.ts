import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import { productionDelayed } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'

interface Changed {
  readonly productionNumber: string
  readonly orderId: string | null
  readonly partNumber: string | null
  readonly readyOn: string | null
  readonly plannedEnd: Date | null
  readonly expectedEnd: Date | null
}

/** Tells of a plant's orders that wait for parts until another day than was told before, and of those that no longer wait. */
export async function tellDelays(tx: Transaction, plantId: string): Promise<void> {
  const changed = await tx.rows<Changed>(sql`
    with delay as materialized (
      select distinct on (production_number) production_number, part_number, ready_on, production_wait.plan_id
      from production_wait join production_order using (production_number)
      where plant_id = ${plantId}
      order by production_number, ready_on desc nulls first, part_number
    ), kept as (
      insert into production_delay (production_number, plan_id, part_number, ready_on)
      select production_number, plan_id, part_number, ready_on from delay
      on conflict (production_number) do update
        set plan_id = excluded.plan_id, part_number = excluded.part_number, ready_on = excluded.ready_on
    ), gone as (
      delete from production_delay using production_order
      where production_order.production_number = production_delay.production_number and plant_id = ${plantId}
        and production_delay.production_number not in (select production_number from delay)
      returning production_delay.production_number
    ), changed as (
      select delay.production_number, delay.part_number, delay.ready_on
      from delay left join production_delay as before using (production_number)
      where before.production_number is null or before.ready_on is distinct from delay.ready_on
      union all
      select production_number, null, null from gone
    )
    select production_number as "productionNumber", order_id as "orderId", part_number as "partNumber",
      ready_on as "readyOn", planned_end as "plannedEnd",
      planned_end + greatest(ready_on - (planned_start at time zone time_zone)::date, 0) * interval '1 day' as "expectedEnd"
    from changed
      join production_order using (production_number)
      join (select production_number, order_id from vehicle) as car using (production_number)
      join place on place.id = production_order.plant_id`)
  await publish(
    tx,
    productionDelayed,
    changed.map(({ plannedEnd, expectedEnd, partNumber, readyOn, ...order }) => ({
      key: order.productionNumber,
      payload: {
        ...order,
        partNumber,
        readyOn,
        expectedEnd: ((partNumber === null ? plannedEnd : expectedEnd) ?? null)?.toISOString() ?? null,
      },
    })),
  )
}
