import type { Transaction } from '#platform/database.ts'
import type { CarsInHand } from '../vehicles/cars-in-hand.ts'
import { keepApart } from '../kept-apart/keep-apart.ts'
import { takeEarlyEvents } from '../kept-apart/take-early-events.ts'
import { flawAt, type PointedFlaw } from './flaw.ts'
import { IngestProblem } from './problem.ts'
import type { ReadSentEvents, SentEvent, SentFlaw } from './read-sent-events.ts'
import { EventsRefused, recordEvents } from './record-events.ts'

/** Events of one body, and the text of it. */
export interface SentBody extends ReadSentEvents {
  readonly sent: readonly SentEvent[]
  readonly text: string
  /** The bytes of the text. */
  readonly body: Uint8Array
}

export interface TakeOptions {
  /** The mark that the events bear in the log. */
  readonly captureId: string
  /** The job that the marked events belong to, if there is one. */
  readonly jobId: string | null
  /** Who signed the body; null when nobody did. */
  readonly sender: string | null
  /** Whether events that can't be taken undo all others, or are kept apart. */
  readonly behaviour: 'rollback' | 'proceed'
  /** The cars of the transaction. */
  readonly hand: CarsInHand
}

export interface Taken {
  /** Events taken, with those that were there already. */
  readonly taken: number
  /** Events that were there already. */
  readonly repeated: number
  /** Why some were kept apart; a pointer is one into the body. */
  readonly errors: readonly (PointedFlaw & { readonly keptApart: string })[]
}

/** Takes the events of a body into the log and their cars; those that can't be taken are kept apart, or refuse all. */
export async function takeEvents(tx: Transaction, body: SentBody, options: TakeOptions): Promise<Taken> {
  const { captureId, behaviour, hand } = options
  const text = { bytes: body.body, pathOf: (index: number) => body.sent[index]?.at ?? [] }
  if (behaviour === 'rollback' && body.flaws.length > 0) throw refusal(body, body.flaws)
  const recorded = await recordEvents(tx, body.events, {
    captureId,
    text,
    behaviour,
    hand,
    keepRecordTime: false,
  }).catch((error: unknown) => {
    throw error instanceof EventsRefused ? refusal(body, error.flaws) : error
  })
  await takeEarlyEvents(tx, recorded.newNames, hand)
  const flaws = [...body.flaws, ...recorded.flaws]
  const kept = await keepApart(tx, { ...body, flaws }, options)
  const errors = flaws.flatMap(flaw => {
    const keptApart = kept.get(flaw.index)
    return keptApart === undefined ? [] : [{ ...pointed(body, flaw), keptApart }]
  })
  return { taken: recorded.taken, repeated: recorded.repeated, errors }
}

const pointed = ({ sent }: SentBody, flaw: SentFlaw): PointedFlaw => flawAt(sent[flaw.index]?.at ?? [], flaw)

const refusal = (body: SentBody, flaws: readonly SentFlaw[]): IngestProblem =>
  IngestProblem.invalid(flaws.map(flaw => pointed(body, flaw)))
