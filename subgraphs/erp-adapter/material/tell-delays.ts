import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import { productionDelayed } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import type { Horizon } from './explode-schedule.ts'
import type { Delay } from './net-material.ts'

interface Changed {
  readonly productionNumber: string
  readonly orderId: string | null
  readonly partNumber: string | null
  readonly readyOn: string | null
  readonly plannedEnd: Date | null
  readonly expectedEnd: Date | null
}

/**
 * Keeps the delays that a plant's orders have by a plan, and tells those that changed, came or went. Of orders that wait for
 * a start after the plan's horizon it says nothing.
 */
export async function tellDelays(
  tx: Transaction,
  { planId, plantId, toDay }: Horizon,
  delays: readonly Delay[],
): Promise<void> {
  const changed = await tx.rows<Changed>(sql`
    with delay as (
      select * from jsonb_to_recordset(${JSON.stringify(delays)}::jsonb)
        as each ("productionNumber" text, "partNumber" text, "readyOn" date)
    ), kept as (
      insert into production_delay (production_number, plan_id, part_number, ready_on)
      select "productionNumber", ${planId}, "partNumber", "readyOn" from delay
      on conflict (production_number) do update
        set plan_id = excluded.plan_id, part_number = excluded.part_number, ready_on = excluded.ready_on
    ), gone as (
      delete from production_delay using production_order, vehicle, place
      where production_order.production_number = production_delay.production_number
        and vehicle.production_number = production_delay.production_number
        and production_order.plant_id = ${plantId} and place.id = ${plantId}
        and not (planned_start >= ${toDay}::date::timestamp at time zone time_zone
          and status in ('ORDERED', 'ACCEPTED', 'SCHEDULED'))
        and production_delay.production_number not in (select "productionNumber" from delay)
      returning production_delay.production_number
    ), changed as (
      select delay."productionNumber" as production_number, delay."partNumber" as part_number, delay."readyOn" as ready_on
      from delay left join production_delay as before on before.production_number = delay."productionNumber"
      where before.production_number is null or before.ready_on is distinct from delay."readyOn"
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
