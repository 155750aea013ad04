import sql from 'sql-template-tag'
import type { z } from 'zod'
import type { Transaction } from './database.ts'

/** A kind of event: its name, `subgraph.WhatHappened`, and the shape of what it tells. */
export interface EventType<Payload> {
  readonly name: string
  readonly payload: z.ZodType<Payload>
}

/** An event as a reaction receives it. */
export interface Event<Payload> {
  readonly id: number
  /** What it is about, such as a VIN; events of one key arrive in the order of their making. */
  readonly key: string
  readonly payload: Payload
  readonly recordedAt: Date
}

/** What a subgraph does when an event reaches it, in the transaction that marks the event as delivered. */
export interface Reaction {
  readonly event: string
  readonly react: (tx: Transaction, event: Event<unknown>) => Promise<void>
}

export function defineEvent<Payload>(name: string, payload: z.ZodType<Payload>): EventType<Payload> {
  return { name, payload }
}

/** Declares a reaction; the payload is read by the event's schema before the effect sees it. */
export function reaction<Payload>(
  type: EventType<Payload>,
  effect: (tx: Transaction, event: Event<Payload>) => Promise<void>,
): Reaction {
  return {
    event: type.name,
    react: (tx, event) => effect(tx, { ...event, payload: type.payload.parse(event.payload) }),
  }
}

/** An event to record. */
export interface Publication<Payload> {
  readonly key: string
  readonly payload: Payload
  /** When it is given out at the earliest; later events of its key wait for it. @default at once */
  readonly notBefore?: Date
}

// A notice of PostgreSQL holds 8,000 bytes; an id has at most 19 digits.
const eventsPerNotice = 350

/**
 * Records events in the transaction of the change that they tell of, with one delivery for each subgraph that
 * reacts to them; they are given out once the transaction commits, and never when it does not.
 */
export async function publish<Payload>(
  tx: Transaction,
  type: EventType<Payload>,
  events: readonly Publication<NoInfer<Payload>>[],
): Promise<void> {
  if (events.length === 0) return
  const keys = events.map(event => event.key)
  const payloads = events.map(event => JSON.stringify(type.payload.parse(event.payload)))
  const moments = events.map(event => event.notBefore ?? null)
  // What all departments are told is nobody's to read.
  await tx.asSystem.rows(sql`
    with given as (
      select * from unnest(${keys}::text[], ${payloads}::jsonb[], ${moments}::timestamptz[])
        with ordinality as given (key, payload, not_before, place)
    ), event as (
      insert into platform.event (type, key, payload)
      select ${type.name}, key, payload from given order by place
      returning id, type, key
    ), delivery as (
      insert into platform.delivery (consumer, event_id, key, not_before)
      select subscription.consumer, event.id, event.key, coalesce(given.not_before, now())
      from (select *, row_number() over (order by id) as place from event) as event
      join given using (place)
      join platform.subscription using (type)
      returning consumer
    )
    select pg_notify('autograph_delivery', consumer) from (select distinct consumer from delivery) as reached
    union all
    select pg_notify('autograph_event', type || ':' || string_agg(id::text, ',' order by id))
    from (select id, type, (row_number() over (order by id) - 1) / ${eventsPerNotice} as notice from event) as event
    group by type, notice`)
}
