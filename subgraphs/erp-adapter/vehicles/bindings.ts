import type { CarEvent } from './car-event.ts'

/** The numbers that came to belong to a car. */
export interface Bindings {
  readonly vin: string | null
  readonly engineNumber: string | null
  readonly bodyTag: string | null
  readonly tagBoundAt: Date | null
}

/** The numbers bound last, after an event; a tag that was taken off binds nothing. */
export function bindingsAfter(before: Bindings, event: CarEvent): Bindings {
  const bodyTag = bindTag(before.bodyTag, event)
  return {
    vin: event.vin ?? before.vin,
    engineNumber: event.engineNumber ?? before.engineNumber,
    bodyTag,
    tagBoundAt: bodyTag === before.bodyTag ? before.tagBoundAt : bodyTag === null ? null : event.eventTime,
  }
}

/** The tag on a body after an event, from the one before it. */
function bindTag(carried: string | null, { tag, action }: CarEvent): string | null {
  if (tag === null || action === 'OBSERVE') return carried
  if (action === 'ADD') return tag
  return action === 'DELETE' && tag === carried ? null : carried
}
