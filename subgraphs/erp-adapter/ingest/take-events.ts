import type { Transaction } from '#platform/database.ts'
import type { CarsInHand } from '../vehicles/cars-in-hand.ts'
import { keepApart } from '../kept-apart/keep-apart.ts'
import { takeEarlyEvents } from '../kept-apart/take-early-events.ts'
import type { CaptureTerms } from './capture.ts'
import { flawAt, type PointedFlaw } from './flaw.ts'
import { IngestProblem } from './problem.ts'
import type { SentBody, SentFlaw } from './read-sent-events.ts'
import { EventsRefused, recordEvents, type Recorded } from './record-events.ts'

/** What a capture brings, and how it is taken. */
export interface Brought {
  readonly terms: CaptureTerms
  readonly body: SentBody
}

export interface Taken {
  /** Events taken, with those that were there already. */
  readonly taken: number
  /** Events that were there already. */
  readonly repeated: number
  /** Why some were kept apart; a pointer is one into the body. */
  readonly errors: readonly (PointedFlaw & { readonly keptApart: string })[]
}

/**
 * Takes the events of several captures into the log and their cars; those that can't be taken are kept apart, or refuse
 * all that is taken with them.
 */
export async function takeEvents(
  tx: Transaction,
  captures: readonly Brought[],
  hand: CarsInHand,
): Promise<readonly Taken[]> {
  for (const { terms, body } of captures)
    if (terms.behaviour === 'rollback' && body.flaws.length > 0) throw refusal(body, body.flaws)
  const recorded = await recordEvents(
    tx,
    captures.map(({ terms: { captureId, behaviour }, body: { body: bytes, placeOf, events } }) => ({
      captureId,
      behaviour,
      text: { bytes, placeOf },
      events,
    })),
    { hand },
  ).catch((error: unknown) => {
    const body = error instanceof EventsRefused ? captures[error.capture]?.body : undefined
    throw error instanceof EventsRefused && body !== undefined ? refusal(body, error.flaws) : error
  })
  await takeEarlyEvents(tx, recorded.newNames, hand)
  const taken: Taken[] = []
  for (const [capture, brought] of captures.entries()) taken.push(await settled(tx, brought, { capture, recorded }))
  return taken
}

/** What became of a capture's events, once those that can't be taken are kept apart. */
async function settled(
  tx: Transaction,
  { terms, body }: Brought,
  { capture, recorded }: { readonly capture: number; readonly recorded: Recorded },
): Promise<Taken> {
  const refused = recorded.flaws.filter(flaw => flaw.capture === capture)
  const flaws = [...body.flaws, ...refused]
  const kept = await keepApart(tx, { ...body, flaws }, terms)
  const errors = flaws.flatMap(flaw => {
    const keptApart = kept.get(flaw.index)
    return keptApart === undefined ? [] : [{ ...pointed(body, flaw), keptApart }]
  })
  const taken = new Set(body.events.map(({ index }) => index)).difference(new Set(refused.map(flaw => flaw.index)))
  const repeated = taken.difference(recorded.fresh[capture] ?? new Set()).size
  return { taken: taken.size, repeated, errors }
}

const pointed = ({ placeOf }: SentBody, flaw: SentFlaw): PointedFlaw => flawAt(placeOf(flaw.index), flaw)

const refusal = (body: SentBody, flaws: readonly SentFlaw[]): IngestProblem =>
  IngestProblem.invalid(flaws.map(flaw => pointed(body, flaw)))
