import { newId } from '#platform/id.ts'
import { flawAt } from './flaw.ts'
import { IngestProblem } from './problem.ts'
import type { Push, TakeRead } from './take-push.ts'
import { readJson } from './read-json.ts'
import { readSentEvents } from './read-sent-events.ts'
import { takeEvents } from './take-events.ts'

/**
 * Reads one EPCIS event. What has the wrong form is refused, for its sender alone can mend it; what doesn't fit what is
 * known is kept apart, for it may fit later.
 */
export function takeEvent({ text, body, sender }: Push, path: string): TakeRead {
  const sent = [{ value: readJson(text), at: [] }]
  const read = readSentEvents(sent, text)
  const [first] = read.events
  if (first === undefined) throw IngestProblem.invalid(read.flaws.map(flaw => flawAt([], flaw)))
  const [, { eventId }] = first
  const location = `${path}/${encodeURIComponent(eventId)}`
  return async (tx, hand) => {
    const { repeated, errors } = await takeEvents(
      tx,
      { sent, text, body, ...read },
      { captureId: newId('push'), jobId: null, sender, behaviour: 'proceed', hand },
    )
    if (repeated > 0) throw new IngestProblem('there', { detail: `The event ${eventId} was taken before.`, eventId })
    return errors.length === 0
      ? { status: 201, location, body: null }
      : { status: 202, location: null, body: { events: 1, taken: 0, repeated: 0, keptApart: errors } }
  }
}
