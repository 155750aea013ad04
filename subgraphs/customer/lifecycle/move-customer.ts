import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import { lifecycleMoved } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import type { LifecycleStage, LifecycleTrigger } from './lifecycle.ts'

/** What may lead a customer to another stage. */
export interface Cause {
  readonly customerId: string
  readonly trigger: LifecycleTrigger
  /** What tells it from other causes: it moves the customer once. */
  readonly cause: string
  /** The stage that an employee chose; what happens leads to one by itself. */
  readonly to?: LifecycleStage
  readonly reason?: string
  readonly by?: string
  readonly subject?: { readonly type: string; readonly id: string }
  readonly at: Date
  readonly recordedAt: Date
}

interface Moved {
  readonly from: LifecycleStage | ''
  readonly to: LifecycleStage
}

/** Moves a customer if a way from his stage is open for the cause, and tells of it; null when he stays where he is. */
export async function moveCustomer(tx: Transaction, causing: Cause): Promise<Moved | null> {
  const { customerId, trigger, cause, to = null, reason = null, by = null, subject, at, recordedAt } = causing
  await tx.rows(sql`insert into customer_stage (customer_id) values (${customerId}) on conflict do nothing`)
  const moved = await tx.row<Moved>(sql`
    with held as materialized (
      select stage from customer_stage where customer_id = platform.golden(${customerId}) for update
    ), moved as (
      insert into lifecycle_move (id, customer_id, from_stage, to_stage, trigger, cause, reason, subject_type, subject_id,
        moved_by, at, recorded_at)
      select ${newId('move')}, ${customerId}, from_stage, to_stage, trigger, ${cause}, ${reason}, ${subject?.type ?? null},
        ${subject?.id ?? null}, ${by}, ${at}, ${recordedAt}
      from held join lifecycle_transition on from_stage = stage
      where trigger = ${trigger} and (${to}::text is null or to_stage = ${to})
      on conflict (customer_id, cause) do nothing
      returning from_stage, to_stage
    )
    update customer_stage set stage = to_stage, since = ${at} from moved where customer_id = platform.golden(${customerId})
    returning from_stage as "from", to_stage as "to"`)
  if (moved === undefined) return null
  const payload = {
    customerId,
    from: moved.from === '' ? null : moved.from,
    to: moved.to,
    trigger,
    at: at.toISOString(),
  }
  await publish(tx, lifecycleMoved, [{ key: customerId, payload }])
  return moved
}
