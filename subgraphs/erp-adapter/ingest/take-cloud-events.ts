import { newId } from '#platform/id.ts'
import { captureLimit } from './capture-document.ts'
import type { CloudEvent } from './cloud-event.ts'
import { claimCloudEvents, identityOf } from './cloud-event-store.ts'
import { IngestProblem } from './problem.ts'
import type { Push, TakeRead } from './take-push.ts'
import { readSentEvents } from './read-sent-events.ts'
import { takeEvents } from './take-events.ts'

/** Takes what CloudEvents bring, each of them once; what can't be taken is kept apart. */
export function takeCloudEvents({ text, body, sender }: Push, cloudEvents: readonly CloudEvent[]): TakeRead {
  const brought = cloudEvents.flatMap(({ events }) => events).length
  if (cloudEvents.length > captureLimit || brought > captureLimit)
    throw new IngestProblem('tooLarge', {
      detail: `It has ${cloudEvents.length} CloudEvents with ${brought} events; it can have ${captureLimit} of each.`,
    })
  return async (tx, hand) => {
    const fresh = firstOfEach(cloudEvents, await claimCloudEvents(tx, cloudEvents))
    const sent = fresh.flatMap(({ events }) => events)
    const { taken, repeated, errors } = await takeEvents(
      tx,
      { sent, text, body, ...readSentEvents(sent, text) },
      { captureId: newId('push'), jobId: null, sender, behaviour: 'proceed', hand },
    )
    return {
      status: errors.length === 0 ? 200 : 202,
      location: null,
      body: {
        events: brought,
        taken: taken - repeated,
        repeated: repeated + brought - sent.length,
        keptApart: errors,
      },
    }
  }
}

/** The CloudEvents of the identities that were claimed; of several with one identity, the first. */
function firstOfEach(events: readonly CloudEvent[], claimed: ReadonlySet<string>): readonly CloudEvent[] {
  const left = new Set(claimed)
  return events.filter(event => left.delete(identityOf(event)))
}
