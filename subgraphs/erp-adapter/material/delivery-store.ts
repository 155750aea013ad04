import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { due, putOff, tryAnew } from '#platform/put-off.ts'

/** Of a plan that does not reach its supplier. */
const patience = { firstPause: 2, longestPause: 3600, mostAttempts: 10 }

export interface DueDelivery {
  readonly planId: string
  readonly supplierId: string
  readonly endpoint: string
  readonly secret: string
  readonly body: object
}

/** Locks a delivery that is due and that no other process has under way, with what is sent: the supplier's own lines. */
export async function lockDueDelivery(db: Queries): Promise<DueDelivery | undefined> {
  return db.row<DueDelivery>(sql`
    with due as (
      select plan_id, supplier_id from material_delivery
      where delivered_at is null and ${due}
      order by not_before limit 1 for update skip locked
    )
    select plan_id as "planId", supplier_id as "supplierId", endpoint, secret, jsonb_build_object(
      'plan', plan_id, 'plant', plant_id, 'releasedAt', released_at, 'from', from_day, 'to', to_day, 'supplier', supplier_id,
      'lines', (select jsonb_agg(jsonb_build_object('line', line, 'part', part_number, 'unit', unit, 'quantity', quantity::text,
          'needOn', need_on, 'orderBy', order_by) order by line)
        from material_line join part on number = part_number
        where material_line.plan_id = due.plan_id and material_line.supplier_id = due.supplier_id)) as body
    from due
      join material_plan as plan on plan.id = plan_id
      join supplier on supplier.id = supplier_id`)
}

interface Delivery {
  readonly planId: string
  readonly supplierId: string
}

export async function saveDelivered(db: Queries, { planId, supplierId }: Delivery): Promise<void> {
  await db.rows(sql`
    update material_delivery set delivered_at = now(), failure = null
    where plan_id = ${planId} and supplier_id = ${supplierId}`)
}

/** Puts a delivery off: 2, 4, 8 … seconds, up to an hour; in the end it is given up. */
export async function putDeliveryOff(db: Queries, { planId, supplierId }: Delivery, failure: string): Promise<void> {
  await db.rows(sql`
    update material_delivery set failure = ${failure}, ${putOff(patience)}
    where plan_id = ${planId} and supplier_id = ${supplierId}`)
}

export async function tryDeliveryAgain(db: Queries, { planId, supplierId }: Delivery): Promise<boolean> {
  const found = await db.row(sql`
    update material_delivery set ${tryAnew}
    where plan_id = ${planId} and supplier_id = ${supplierId} and given_up_at is not null returning true as found`)
  return found !== undefined
}
