import type { Database } from '#platform/database.ts'
import type { CarsInHand } from '../vehicles/cars-in-hand.ts'
import { saveJobs } from './capture-job.ts'
import type { Capture } from './capture.ts'
import { claimMessages, keepAnswers, keyOf, type Answer, type SignedMessage } from './signed-message.ts'
import { takeEvents, type Brought } from './take-events.ts'

/** A capture, and the message that it came as; null when nobody signed it. */
export interface SentCapture {
  readonly capture: Capture
  readonly message: SignedMessage | null
  /** What it came over: captures that came over one are taken in the order in which they came. */
  readonly connection: object
  /** Bytes of its body. */
  readonly bytes: number
}

/**
 * Takes captures in one transaction, all or none, and gives each with its answer; a signed message that was taken before
 * is answered as it was then. No two may be of one message.
 */
export function takeCaptures<Sent extends SentCapture>(
  db: Database,
  sent: readonly Sent[],
  hand: CarsInHand,
): Promise<readonly (readonly [Sent, Answer])[]> {
  return db.transaction(async tx => {
    const before = await claimMessages(
      tx,
      sent.flatMap(({ message }) => message ?? []),
    )
    const known = sent.flatMap(each => {
      const answer = each.message === null ? undefined : before.get(keyOf(each.message))
      return answer === undefined ? [] : [[each, answer] as const]
    })
    const answered = new Set<SentCapture>(known.map(([each]) => each))
    const fresh = sent.filter(each => !answered.has(each))
    if (fresh.length === 0) return known
    const brought: Brought[] = []
    for (const { capture } of fresh) brought.push({ terms: capture.terms, body: await capture.bring(tx) })
    const taken = await takeEvents(tx, brought, hand)
    const done = fresh.flatMap((each, nth) => {
      const [body, result] = [brought[nth]?.body, taken[nth]]
      if (body === undefined || result === undefined) return []
      return { each, body, result, answer: each.capture.answer(result, body) }
    })
    await saveJobs(
      tx,
      done.flatMap(
        ({
          each: {
            capture: { terms },
          },
          body: { size },
          result: { taken: captured, errors },
        }) =>
          terms.jobId === null ? [] : { id: terms.jobId, behaviour: terms.behaviour, events: size, captured, errors },
      ),
    )
    await keepAnswers(
      tx,
      done.flatMap(({ each: { message }, answer }) => (message === null ? [] : [[message, answer] as const])),
    )
    return [...known, ...done.map(({ each, answer }) => [each, answer] as const)]
  })
}
