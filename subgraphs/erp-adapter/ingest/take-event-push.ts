import type { Capture } from './capture.ts'
import { cloudEventsIn } from './cloud-event.ts'
import { takeCloudEvents } from './take-cloud-events.ts'
import { takeEvent } from './take-event.ts'
import type { Push } from './take-push.ts'

/** Reads CloudEvents where a push says that it has some, and else one EPCIS event, which is then known under the path. */
export function takeEventPush(push: Push, path: string): Capture {
  const cloudEvents = cloudEventsIn(push)
  return cloudEvents === null ? takeEvent(push, path) : takeCloudEvents(push, cloudEvents)
}
