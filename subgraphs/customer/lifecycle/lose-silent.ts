import sql from 'sql-template-tag'
import type { Database, Transaction } from '#platform/database.ts'
import { lifecycleMoved } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import { log } from '#platform/log.ts'
import { repeatedly } from '#platform/repeatedly.ts'
import { listTransitions } from './lifecycle-store.ts'
import type { LifecycleTransition } from './lifecycle.ts'

/** Customers moved in one transaction. */
const atOnce = 500

const hour = 60 * 60_000

/** Moves whoever was silent for as long as a way by silence says; several processes may do so at once. */
export async function loseSilent(db: Database, now: Date): Promise<void> {
  const ways = (await listTransitions(db)).filter(each => each.trigger === 'SILENCE')
  for (const way of ways) {
    let last: string | undefined = ''
    while (last !== undefined) {
      const after: string = last
      last = await db.transaction(tx => loseNext(tx, { way, after, now }))
    }
  }
}

interface Next {
  readonly way: LifecycleTransition
  /** The customer of the stage that was looked at last. */
  readonly after: string
  readonly now: Date
}

/** Moves the next of a stage; gives the last of them, or nothing when there was none. */
async function loseNext(
  tx: Transaction,
  { way: { from, to, silentMonths }, after, now }: Next,
): Promise<string | undefined> {
  // What we do to a customer breaks no silence of his: messages, recalls, what departments ask each other of him.
  const moved = await tx.rows<{ readonly customerId: string }>(sql`
    with silent as materialized (
      select stage.customer_id, greatest(stage.since, heard.at) as last
      from customer_stage as stage left join lateral (
        select at from activity where activity.customer_id = stage.customer_id and kind not in ('MESSAGE', 'RECALL', 'REQUEST')
        order by at desc limit 1
      ) as heard on true
      where stage.stage = ${from ?? ''} and stage.customer_id > ${after}
        and greatest(stage.since, heard.at) < ${now}::timestamptz - make_interval(months => ${silentMonths})
      order by stage.customer_id limit ${atOnce} for update of stage skip locked
    ), moved as (
      insert into lifecycle_move (id, customer_id, from_stage, to_stage, trigger, cause, at, recorded_at)
      select 'move-' || gen_random_uuid(), customer_id, ${from ?? ''}, ${to}, 'SILENCE', 'silent since ' || last, ${now}, ${now}
      from silent on conflict (customer_id, cause) do nothing
    )
    update customer_stage set stage = ${to}, since = ${now} from silent
    where customer_stage.customer_id = silent.customer_id
    returning customer_stage.customer_id as "customerId"`)
  const told = moved.map(({ customerId }) => ({
    key: customerId,
    payload: { customerId, from, to, trigger: 'SILENCE', at: now.toISOString() },
  }))
  await publish(tx, lifecycleMoved, told)
  return moved
    .map(({ customerId }) => customerId)
    .toSorted()
    .at(-1)
}

/** Looks now and every hour; returns a function that stops after the look under way. */
export async function startLosingSilent(db: Database): Promise<() => Promise<void>> {
  return repeatedly(
    async () => {
      await loseSilent(db, new Date())
      return hour
    },
    error => {
      log.warn({ err: error }, 'customers who were silent for long could not be moved')
      return hour / 60
    },
  )
}
