import { newId } from '#platform/id.ts'
import type { Capture } from './capture.ts'
import { captureLimit } from './capture-document.ts'
import type { CloudEvent } from './cloud-event.ts'
import { claimCloudEvents, identityOf } from './cloud-event-store.ts'
import { IngestProblem } from './problem.ts'
import { mayEscape, readSentEvents } from './read-sent-events.ts'
import type { Push } from './take-push.ts'

/** Takes what CloudEvents bring, each of them once; what can't be taken is kept apart. */
export function takeCloudEvents({ text, body, sender }: Push, cloudEvents: readonly CloudEvent[]): Capture {
  const brought = cloudEvents.flatMap(({ events }) => events).length
  if (cloudEvents.length > captureLimit || brought > captureLimit)
    throw new IngestProblem('tooLarge', {
      detail: `It has ${cloudEvents.length} CloudEvents with ${brought} events; it can have ${captureLimit} of each.`,
    })
  const escapes = mayEscape(text)
  return {
    terms: { captureId: newId('push'), jobId: null, sender, behaviour: 'proceed' },
    async bring(tx) {
      const fresh = firstOfEach(cloudEvents, await claimCloudEvents(tx, cloudEvents))
      const sent = fresh.flatMap(({ source, events }) => events.map(event => ({ source, ...event })))
      return {
        body,
        size: sent.length,
        placeOf: index => sent[index]?.at ?? '',
        sourceOf: index => sent[index]?.source ?? null,
        ...readSentEvents(
          sent.map(event => event.value),
          escapes,
        ),
      }
    },
    answer: ({ taken, repeated, errors }, { size }) => ({
      status: errors.length === 0 ? 200 : 202,
      location: null,
      body: { events: brought, taken: taken - repeated, repeated: repeated + brought - size, keptApart: errors },
    }),
  }
}

/** The CloudEvents of the identities that were claimed; of several with one identity, the first. */
function firstOfEach(events: readonly CloudEvent[], claimed: ReadonlySet<string>): readonly CloudEvent[] {
  const left = new Set(claimed)
  return events.filter(event => left.delete(identityOf(event)))
}
