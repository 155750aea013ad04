import type { CarEvent } from './car-event.ts'

/** The numbers that came to belong to a car. */
export interface Bindings {
  readonly vin: string | null
  readonly engineNumber: string | null
  readonly bodyTag: string | null
  readonly tagBoundAt: Date | null
}

/** The numbers bound last; a tag that was taken off binds nothing. */
export function bindings(events: readonly CarEvent[]): Bindings {
  let bodyTag: string | null = null
  let tagBoundAt: Date | null = null
  for (const event of events) {
    const tag = bindTag(bodyTag, event)
    if (tag !== bodyTag) tagBoundAt = tag === null ? null : event.eventTime
    bodyTag = tag
  }
  return {
    vin: events.findLast(event => event.vin !== null)?.vin ?? null,
    engineNumber: events.findLast(event => event.engineNumber !== null)?.engineNumber ?? null,
    bodyTag,
    tagBoundAt,
  }
}

/** The tag on a body after an event, from the one before it. */
export function bindTag(carried: string | null, { tag, action }: CarEvent): string | null {
  if (tag === null || action === 'OBSERVE') return carried
  if (action === 'ADD') return tag
  return action === 'DELETE' && tag === carried ? null : carried
}
