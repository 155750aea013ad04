import type { CarEvent } from './car-event.ts'
import type { VehicleStatus } from './vehicle-status.ts'

export type WhereaboutsKind = 'IN_TRANSACTION' | 'PLANT' | 'WAREHOUSE' | 'IN_TRANSIT' | 'DEALER' | 'SOLD'

export interface Whereabouts {
  readonly kind: WhereaboutsKind
  readonly placeId: string | null
  /** Null before the first event. */
  readonly since: Date | null
}

export interface WhereaboutsFacts {
  /** The status after each event. */
  readonly statuses: readonly VehicleStatus[]
  readonly plantId: string
}

/** Where the events, by the time that they happened, leave the car. */
export function whereaboutsAfter(events: readonly CarEvent[], { statuses, plantId }: WhereaboutsFacts): Whereabouts {
  let here: Whereabouts = { kind: 'IN_TRANSACTION', placeId: null, since: null }
  for (const [index, event] of events.entries()) {
    const { kind, placeId } = locate(event, { status: statuses[index] ?? 'ORDERED', before: here, plantId })
    if (kind !== here.kind || placeId !== here.placeId || here.since === null)
      here = { kind, placeId, since: event.eventTime }
  }
  return here
}

interface Moment {
  readonly status: VehicleStatus
  readonly before: Whereabouts
  readonly plantId: string
}

type Location = Omit<Whereabouts, 'since'>

function locate(event: CarEvent, { status, before, plantId }: Moment): Location {
  switch (status) {
    case 'ORDERED':
    case 'ACCEPTED':
    case 'SCHEDULED':
    case 'CANCELLED':
      return { kind: 'IN_TRANSACTION', placeId: null }
    case 'BROADCAST':
    case 'BODY':
    case 'PAINT':
    case 'ASSEMBLY':
    case 'QUALITY':
      return { kind: 'PLANT', placeId: plantId }
    case 'BUILT':
    case 'RELEASED':
      return { kind: 'WAREHOUSE', placeId: event.bizLocation ?? before.placeId }
    case 'IN_TRANSIT':
      return onTheWay(event, before)
    case 'AT_DEALER':
      return { kind: 'DEALER', placeId: event.bizLocation ?? (before.kind === 'DEALER' ? before.placeId : null) }
    case 'DELIVERED':
      return { kind: 'SOLD', placeId: null }
    case 'RETURNED':
    case 'RECALLED':
      return event.placeKind === null ? before : { kind: kindAt(event), placeId: event.bizLocation }
  }
}

const leaving = new Set(['departing', 'shipping', 'transporting', 'loading'])

function onTheWay(event: CarEvent, before: Whereabouts): Location {
  if (event.bizStep !== null && leaving.has(event.bizStep)) return { kind: 'IN_TRANSIT', placeId: null }
  return event.placeKind === 'WAREHOUSE' || event.placeKind === 'PORT'
    ? { kind: 'WAREHOUSE', placeId: event.bizLocation }
    : before
}

function kindAt({ placeKind }: CarEvent): WhereaboutsKind {
  if (placeKind === 'DEALER') return 'DEALER'
  return placeKind === 'PLANT' || placeKind === 'STATION' ? 'PLANT' : 'WAREHOUSE'
}
