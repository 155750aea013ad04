import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { grouped } from '#platform/rows.ts'

export interface DeliveryRow {
  readonly planId: string
  readonly supplierId: string
  readonly attempts: number
  readonly failure: string | null
  readonly notBefore: Date
  readonly deliveredAt: Date | null
  readonly givenUpAt: Date | null
}

const deliveries = sql`
  select plan_id as "planId", supplier_id as "supplierId", attempts, failure, not_before as "notBefore",
    delivered_at as "deliveredAt", given_up_at as "givenUpAt"
  from material_delivery`

/** The deliveries of plans, by supplier. */
export async function findDeliveries(
  db: Queries,
  planIds: readonly string[],
): Promise<ReadonlyMap<string, readonly DeliveryRow[]>> {
  const rows = await db.rows<DeliveryRow>(sql`${deliveries} where plan_id = any(${planIds}) order by supplier_id`)
  return grouped(planIds, rows, row => row.planId)
}

/** One page of the deliveries that were given up, to one supplier or to all, the last first; `page.after.id` is plan, then supplier. */
export async function pageOfGivenUp(
  db: Queries,
  supplierId: string | null,
  { after, limit }: Page,
): Promise<DeliveryRow[]> {
  return db.rows<DeliveryRow>(sql`
    ${deliveries}
    where given_up_at is not null and (${supplierId}::text is null or supplier_id = ${supplierId})
      and (${after?.id ?? null}::text is null or given_up_at < ${after?.sort ?? null}::timestamptz
        or given_up_at = ${after?.sort ?? null}::timestamptz and plan_id || ' ' || supplier_id > ${after?.id ?? null})
    order by given_up_at desc, plan_id || ' ' || supplier_id limit ${limit + 1}`)
}
