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
  for (const { tag, action, eventTime } of events) {
    if (tag !== null && action === 'ADD' && tag !== bodyTag) {
      bodyTag = tag
      tagBoundAt = eventTime
    } else if (tag !== null && action === 'DELETE' && tag === bodyTag) {
      bodyTag = null
      tagBoundAt = null
    }
  }
  return {
    vin: events.findLast(event => event.vin !== null)?.vin ?? null,
    engineNumber: events.findLast(event => event.engineNumber !== null)?.engineNumber ?? null,
    bodyTag,
    tagBoundAt,
  }
}
