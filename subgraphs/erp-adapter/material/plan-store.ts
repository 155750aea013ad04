import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { keyed } from '#platform/rows.ts'

export interface PlanRow {
  readonly id: string
  readonly plantId: string
  readonly fromDay: string
  readonly toDay: string
  readonly madeAt: Date
  readonly madeBy: string
  readonly orders: number
  readonly releasedAt: Date | null
}

const plans = sql`
  select id, plant_id as "plantId", from_day as "fromDay", to_day as "toDay", made_at as "madeAt", made_by as "madeBy",
    orders, released_at as "releasedAt"
  from material_plan`

export async function findPlans(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, PlanRow>> {
  return keyed(await db.rows<PlanRow>(sql`${plans} where id = any(${ids})`), row => row.id)
}

/** One page of the plans, of one plant or of all, the last first. */
export async function pageOfPlans(db: Queries, plantId: string | null, { after, limit }: Page): Promise<PlanRow[]> {
  return db.rows<PlanRow>(sql`
    ${plans} where (${plantId}::text is null or plant_id = ${plantId})
      and (${after?.id ?? null}::text is null
        or (made_at, id) < (${after?.sort ?? null}::timestamptz, ${after?.id ?? null}))
    order by made_at desc, id desc limit ${limit + 1}`)
}

/** Locks a plan and tells whether it is its plant's last one. */
export async function lockPlan(
  db: Queries,
  id: string,
): Promise<{ readonly released: boolean; readonly last: boolean } | undefined> {
  return db.row(sql`
    select released_at is not null as released, not exists (
      select from material_plan as later where later.plant_id = plan.plant_id and later.made_at > plan.made_at) as last
    from material_plan as plan where id = ${id} for update`)
}

/** Releases a plan: it is on its way to the suppliers that it needs and that are sent plans. */
export async function saveRelease(db: Queries, id: string, at: Date): Promise<void> {
  await db.rows(sql`
    with released as (update material_plan set released_at = ${at} where id = ${id} returning id)
    insert into material_delivery (plan_id, supplier_id)
    select distinct released.id, supplier_id
    from released join material_line on plan_id = released.id join supplier on supplier.id = supplier_id
    where endpoint is not null`)
}
