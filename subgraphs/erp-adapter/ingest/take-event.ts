import { newId } from '#platform/id.ts'
import type { Capture } from './capture.ts'
import { flawAt } from './flaw.ts'
import { IngestProblem } from './problem.ts'
import { readJson } from './read-json.ts'
import { mayEscape, readSentEvents } from './read-sent-events.ts'
import type { Push } from './take-push.ts'

/**
 * Reads one EPCIS event. What has the wrong form is refused, for its sender alone can mend it; what doesn't fit what is
 * known is kept apart, for it may fit later.
 */
export function takeEvent({ text, body, sender }: Push, path: string): Capture {
  const read = readSentEvents([readJson(text)], mayEscape(text))
  const [first] = read.events
  if (first === undefined) throw IngestProblem.invalid(read.flaws.map(flaw => flawAt('', flaw)))
  const { eventId } = first
  return {
    terms: { captureId: newId('push'), jobId: null, sender, behaviour: 'proceed' },
    bring: async () => ({ body, size: 1, placeOf: () => '', sourceOf: () => null, ...read }),
    answer({ repeated, errors }) {
      if (repeated > 0) throw new IngestProblem('there', { detail: `The event ${eventId} was taken before.`, eventId })
      return errors.length === 0
        ? { status: 201, location: `${path}/${encodeURIComponent(eventId)}`, body: null }
        : { status: 202, location: null, body: { events: 1, taken: 0, repeated: 0, keptApart: errors } }
    },
  }
}
