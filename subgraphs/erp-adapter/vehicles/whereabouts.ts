import type { CarEvent } from './car-event.ts'
import type { VehicleStatus } from './vehicle-status.ts'

export type WhereaboutsKind = 'IN_TRANSACTION' | 'PLANT' | 'WAREHOUSE' | 'IN_TRANSIT' | 'DEALER' | 'SOLD'

export interface Whereabouts {
  readonly kind: WhereaboutsKind
  readonly placeId: string | null
  /** Null before the first event. */
  readonly since: Date | null
}

interface Moment {
  /** After the event. */
  readonly status: VehicleStatus
  readonly before: Whereabouts
  readonly plantId: string
}

/** Where an event leaves the car. */
export function whereaboutsAfter(event: CarEvent, moment: Moment): Whereabouts {
  const { before } = moment
  const { kind, placeId } = locate(event, moment)
  const stays = kind === before.kind && placeId === before.placeId && before.since !== null
  return stays ? before : { kind, placeId, since: event.eventTime }
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
