import { setTimeout as pause } from 'node:timers/promises'
import sql from 'sql-template-tag'
import type { Database, Transaction } from './database.ts'
import { erasureRequested } from './event-catalogue.ts'
import type { Event, Reaction } from './events.ts'
import { log } from './log.ts'
import { due, putOff } from './put-off.ts'

export interface DeliveryOptions {
  /** The subgraph whose reactions run. */
  readonly consumer: string
  readonly reactions: readonly Reaction[]
  /** Erases a person again who was erased before and is told of in an event, once that has taken effect. */
  readonly eraseAgain?: (tx: Transaction, erasureId: string) => Promise<void>
  /** Longest wait for a notification before looking anyway, in milliseconds. @default 1000 */
  readonly idleDelay?: number
  /** Events handled in one transaction at the most. @default 200 */
  readonly batch?: number
}

/** Of a reaction that fails; an event that is given up lets later ones of its key go on. */
const patience = { firstPause: 0.2, longestPause: 60, mostAttempts: 8 }

interface Delivered extends Event<unknown> {
  readonly type: string
  /** The erasure of the person that the event is about, when there is one. */
  readonly erasureId: string | null
}

/**
 * Gives a subgraph its events: each takes effect once, since the effect and the removal of its delivery commit
 * together, and events of one key arrive in order, since one process at a time delivers to a subgraph.
 * Returns a function that stops after the batch under way.
 */
export async function startDelivery(db: Database, options: DeliveryOptions): Promise<() => Promise<void>> {
  const { consumer, reactions, eraseAgain = async () => {}, idleDelay = 1000, batch = 200 } = options
  if (reactions.length === 0) return async () => {}
  await subscribe(db, consumer, reactions)

  const stopping = new AbortController()
  let wake = new AbortController()
  const unlisten = await db.listen('autograph_delivery', heard => {
    if (heard === consumer || heard === '') wake.abort()
  })

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      wake = new AbortController()
      const handled = await deliverBatch(db, { consumer, reactions, eraseAgain, batch }).catch((error: unknown) => {
        if (!stopping.signal.aborted) log.error({ err: error, consumer }, 'delivery of events interrupted')
        return 0
      })
      if (handled === 0)
        await pause(idleDelay, undefined, { signal: AbortSignal.any([wake.signal, stopping.signal]) }).catch(() => {})
    }
  }

  const running = run()
  return async () => {
    stopping.abort()
    await running
    await unlisten()
  }
}

/** Notes what the subgraph reacts to; events of a type that is new to it are delivered from the first on. */
async function subscribe(db: Database, consumer: string, reactions: readonly Reaction[]): Promise<void> {
  const types = [...new Set(reactions.map(reaction => reaction.event))]
  await db.transaction(async tx => {
    const added = await tx.rows<{ type: string }>(sql`
      insert into platform.subscription (type, consumer)
      select type, ${consumer} from unnest(${types}::text[]) as type
      on conflict do nothing returning type`)
    if (added.length === 0) return
    // Transactions that have published already commit first; those that publish later see the subscription.
    await tx.rows(sql`select platform.hold_events()`)
    await tx.rows(sql`
      insert into platform.delivery (consumer, event_id, key)
      select ${consumer}, id, key from platform.event where type = any(${added.map(({ type }) => type)})`)
  })
}

/** Handles the events that are due, oldest first; returns how many were tried. */
async function deliverBatch(
  db: Database,
  { consumer, reactions, eraseAgain, batch }: Required<Omit<DeliveryOptions, 'idleDelay'>>,
): Promise<number> {
  return db.transaction(async tx => {
    const lock = await tx.row<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtext('autograph_delivery'), hashtext(${consumer})) as mine`,
    )
    if (lock?.mine !== true) return 0
    const due = await dueEvents(tx, consumer, batch)
    const held = new Set<string>()
    const done: number[] = []
    for (const event of due) {
      if (held.has(event.key)) continue
      try {
        await tx.savepoint(async () => {
          for (const { event: type, react } of reactions) if (type === event.type) await react(tx, event)
          if (event.erasureId !== null && event.type !== erasureRequested.name) await eraseAgain(tx, event.erasureId)
        })
        done.push(event.id)
      } catch (error) {
        held.add(event.key)
        await postpone(tx, consumer, { event, error })
      }
    }
    await tx.rows(sql`delete from platform.delivery where consumer = ${consumer} and event_id = any(${done}::bigint[])`)
    return due.length
  })
}

async function dueEvents(tx: Transaction, consumer: string, batch: number): Promise<Delivered[]> {
  return tx.rows<Delivered>(sql`
    select event.id, event.type, event.key, event.recorded_at as "recordedAt", erasure.id as "erasureId",
      -- What is told of a merged customer is told of the survivor.
      case when merged_id is null then event.payload
        else event.payload || jsonb_build_object('customerId', survivor_id) end as payload
    from platform.delivery join platform.event on event.id = delivery.event_id
    left join platform.merged_customer on merged_id = event.payload ->> 'customerId'
    left join platform.erasure
      on erasure.customer_id = coalesce(survivor_id, event.payload ->> 'customerId', event.key)
    where delivery.consumer = ${consumer} and ${due}
      and not exists (
        select from platform.delivery as waiting
        where waiting.consumer = delivery.consumer and waiting.key = delivery.key and waiting.given_up_at is null
          and waiting.event_id < delivery.event_id and waiting.not_before > now())
    order by delivery.event_id limit ${batch}`)
}

async function postpone(
  tx: Transaction,
  consumer: string,
  { event, error }: { readonly event: Delivered; readonly error: unknown },
): Promise<void> {
  const failures = await tx.row<{ attempts: number; givenUp: boolean }>(sql`
    update platform.delivery set error = ${String(error)}, ${putOff(patience)}
    where consumer = ${consumer} and event_id = ${event.id}
    returning attempts, given_up_at is not null as "givenUp"`)
  log.error({ err: error, consumer, event: event.id, type: event.type, ...failures }, 'a reaction failed')
}
