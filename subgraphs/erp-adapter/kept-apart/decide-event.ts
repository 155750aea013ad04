import type { Transaction } from '#platform/database.ts'
import { Fault } from '#platform/errors.ts'
import { readSentEvent } from '../ingest/read-sent-events.ts'
import { textOf } from '../ingest/captured-text.ts'
import { EventsRefused, recordEvents } from '../ingest/record-events.ts'
import { reasonAt, type Reason } from './kept-apart-event.ts'
import { parsedContent } from './parsed-content.ts'
import { lockKeptApart, saveDecision, type LockedKeptApart } from './kept-apart-store.ts'

type Undecidable =
  | { readonly __typename: 'KeptApartEventUnknown'; readonly message: string; readonly id: string }
  | { readonly __typename: 'KeptApartEventDecided'; readonly message: string; readonly id: string }

export type RedriveOutcome =
  | { readonly __typename: 'RedriveEventSuccess'; readonly id: string }
  | { readonly __typename: 'EventStillRefused'; readonly message: string; readonly reasons: readonly Reason[] }
  | Undecidable

export type DiscardOutcome = { readonly __typename: 'DiscardEventSuccess'; readonly id: string } | Undecidable

/** Who decides about an event, and when. */
export interface Deciding {
  readonly id: string
  readonly by: string
  readonly at: Date
}

/** Takes an event that waits into the log and its car, or leaves it waiting. */
export async function redriveEvent(tx: Transaction, { id, by, at }: Deciding): Promise<RedriveOutcome> {
  const waiting = await lockWaiting(tx, id)
  if ('__typename' in waiting) return waiting
  const reasons = await tryTaking(tx, { id, content: waiting.content })
  if (reasons.length > 0)
    return { __typename: 'EventStillRefused', message: 'The event still can’t be taken; it goes on waiting.', reasons }
  await saveDecision(tx, id, { state: 'REDRIVEN', at, by, reason: null })
  return { __typename: 'RedriveEventSuccess', id }
}

/** Gives up an event that waits. */
export async function discardEvent(
  tx: Transaction,
  { id, by, at, reason }: Deciding & { readonly reason: string },
): Promise<DiscardOutcome> {
  const waiting = await lockWaiting(tx, id)
  if ('__typename' in waiting) return waiting
  await saveDecision(tx, id, { state: 'DISCARDED', at, by, reason })
  return { __typename: 'DiscardEventSuccess', id }
}

/** Reads why an event is given up. */
export function reasonOf(text: string): string {
  const reason = text.trim()
  if (reason === '' || reason.length > 500)
    throw new Fault('BAD_USER_INPUT', `reason has ${reason.length} characters; it can have 1 to 500.`)
  return reason
}

async function lockWaiting(tx: Transaction, id: string): Promise<LockedKeptApart | Undecidable> {
  const event = await lockKeptApart(tx, id)
  if (event === null) return { __typename: 'KeptApartEventUnknown', message: `No event ${id} was kept apart.`, id }
  if (event.state === 'WAITING') return event
  const decided = event.state === 'REDRIVEN' ? 'redriven' : 'discarded'
  return { __typename: 'KeptApartEventDecided', message: `The event was ${decided} before.`, id }
}

/** Tells why the event can't be taken; takes it when there is no reason. */
async function tryTaking(
  tx: Transaction,
  { id, content }: { readonly id: string; readonly content: string },
): Promise<readonly Reason[]> {
  const value = parsedContent(content)
  if (value === undefined) return [{ pointer: '', message: 'is no JSON' }]
  const read = readSentEvent(value, { index: 0, escapes: true })
  if (read.kind === 'flaws') return read.flaws.map(reasonAt)
  try {
    const text = textOf([content])
    await recordEvents(tx, [{ captureId: id, text, behaviour: 'rollback', events: read.events }])
    return []
  } catch (error) {
    if (error instanceof EventsRefused) return error.flaws.map(reasonAt)
    throw error
  }
}
