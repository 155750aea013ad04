import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { due, putOff, tryAnew, type FailureSays } from '#platform/put-off.ts'

/** Of a plan that does not reach its supplier: it is given up six hours after it was first sent. */
const patience = { firstPause: 2, longestPause: 3600, mostAttempts: 16 }

/** A delivery that is being sent by whoever has taken it. */
export interface TakenDelivery {
  readonly planId: string
  readonly supplierId: string
  /** Which sending of it this is: what an earlier one comes to does not count any more. */
  readonly sending: number
  readonly endpoint: string
  readonly secret: string
  readonly body: object
}

export interface Taking {
  /** Deliveries at the most. */
  readonly most: number
  /** For how long no other process sends them, in milliseconds. */
  readonly hold: number
}

/**
 * Takes deliveries that are due, with what is sent: the supplier's own lines. Of each supplier one at a time, so that one
 * who hangs holds up none of the others; those that never failed go first.
 */
export async function takeDueDeliveries(db: Queries, { most, hold }: Taking): Promise<TakenDelivery[]> {
  return db.rows<TakenDelivery>(sql`
    with due as (
      select plan_id, supplier_id from material_delivery as waiting
      where delivered_at is null and ${due} and coalesce(held_until <= now(), true)
        and not exists (
          select from material_delivery as other
          where other.supplier_id = waiting.supplier_id and other.delivered_at is null and other.given_up_at is null
            and (other.held_until > now()
              or other.not_before <= now() and (other.not_before, other.plan_id) < (waiting.not_before, waiting.plan_id)))
      order by attempts > 0, not_before, plan_id limit ${most} for update skip locked
    ), taken as (
      update material_delivery set sending = sending + 1, held_until = now() + ${hold} * interval '1 millisecond'
      from due where material_delivery.plan_id = due.plan_id and material_delivery.supplier_id = due.supplier_id
      returning material_delivery.plan_id, material_delivery.supplier_id, sending
    )
    select plan_id as "planId", supplier_id as "supplierId", sending, endpoint, secret, jsonb_build_object(
      'plan', plan_id, 'plant', plant_id, 'releasedAt', released_at, 'from', from_day, 'to', to_day, 'supplier', supplier_id,
      'lines', (select jsonb_agg(jsonb_build_object('line', line, 'part', part_number, 'unit', unit, 'quantity', quantity::text,
          'needOn', need_on, 'orderBy', order_by) order by line)
        from material_line join part on number = part_number
        where material_line.plan_id = taken.plan_id and material_line.supplier_id = taken.supplier_id)) as body
    from taken
      join material_plan as plan on plan.id = plan_id
      join supplier on supplier.id = supplier_id`)
}

type Delivery = Pick<TakenDelivery, 'planId' | 'supplierId'>

/** The supplier has it, whichever sending brought it. */
export async function saveDelivered(db: Queries, { planId, supplierId }: Delivery): Promise<void> {
  await db.rows(sql`
    update material_delivery set delivered_at = now(), failure = null, held_until = null, given_up_at = null
    where plan_id = ${planId} and supplier_id = ${supplierId} and delivered_at is null`)
}

export interface DeliveryFailure extends FailureSays {
  readonly reason: string
}

/** Puts a delivery off: 2, 4, 8 … seconds, up to an hour, or as long as the supplier asks; in the end it is given up. */
export async function putDeliveryOff(
  db: Queries,
  { planId, supplierId, sending }: TakenDelivery,
  { reason, final, restSeconds }: DeliveryFailure,
): Promise<void> {
  await db.rows(sql`
    update material_delivery set failure = ${reason}, held_until = null, ${putOff(patience, { final, restSeconds })}
    where plan_id = ${planId} and supplier_id = ${supplierId} and sending = ${sending} and delivered_at is null`)
}

/** Leaves a delivery as if it had not been taken. */
export async function letDeliveryGo(db: Queries, { planId, supplierId, sending }: TakenDelivery): Promise<void> {
  await db.rows(sql`
    update material_delivery set held_until = null
    where plan_id = ${planId} and supplier_id = ${supplierId} and sending = ${sending}`)
}

export async function tryDeliveryAgain(db: Queries, { planId, supplierId }: Delivery): Promise<boolean> {
  const found = await db.row(sql`
    update material_delivery set ${tryAnew}
    where plan_id = ${planId} and supplier_id = ${supplierId} and given_up_at is not null returning true as found`)
  return found !== undefined
}
