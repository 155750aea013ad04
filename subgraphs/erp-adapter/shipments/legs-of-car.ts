/** What a carrier or a yard reported of one car. */
export interface CarrierEvent {
  readonly productionNumber: string
  readonly eventId: string
  /** The event takes out the one with the same id. */
  readonly declaresError: boolean
  readonly action: 'ADD' | 'OBSERVE' | 'DELETE' | null
  readonly eventTime: Date
  readonly bizStep: string | null
  readonly placeId: string | null
  /** The shipment that the car is put on or taken off; null when the event names none. */
  readonly shipmentId: string | null
  readonly destination: string | null
  readonly expectedAt: Date | null
}

/** A car's way on one shipment. */
export interface Leg {
  readonly shipmentId: string
  readonly productionNumber: string
  readonly loadedAt: Date
  readonly fromPlace: string | null
  /** Null until it is known to have left. */
  readonly departedAt: Date | null
  /** Null while it is on it. */
  readonly unloadedAt: Date | null
  /** Where it was taken off. */
  readonly reachedPlace: string | null
  /** Where it is meant to go, and when it is expected there, as was said last. */
  readonly toPlace: string | null
  readonly toldPlaceAt: Date | null
  readonly expectedAt: Date | null
  readonly toldExpectedAt: Date | null
}

/**
 * A car's way over its shipments, the same whatever the order in which its events came. What a carrier says of a car
 * without naming a shipment is of the one that the car is on; who receives or sells it has taken it off.
 */
export function legsOfCar(given: readonly CarrierEvent[]): readonly Leg[] {
  const legs = new Map<string, Leg>()
  for (const event of inOrder(given)) {
    const aboard = [...legs.values()].find(leg => leg.unloadedAt === null)
    const { shipmentId } = event
    const left = event.action === 'DELETE' && shipmentId !== null
    if (aboard !== undefined && (ends(event) || (left && aboard.shipmentId === shipmentId))) {
      legs.set(aboard.shipmentId, taken(aboard, event))
      continue
    }
    if (left) continue
    if (aboard !== undefined && shipmentId !== null && aboard.shipmentId !== shipmentId)
      legs.set(aboard.shipmentId, taken(aboard, event))
    const id = shipmentId ?? aboard?.shipmentId
    if (id !== undefined && !ends(event)) legs.set(id, moved(legs.get(id) ?? begun(id, event), event))
  }
  return [...legs.values()].filter(leg => !stayed(leg))
}

const steps = ['loading', 'departing', 'shipping', 'transporting', 'unloading', 'receiving', 'retail_selling']
const rankOf = ({ bizStep }: CarrierEvent): number => steps.indexOf(bizStep ?? '')

function inOrder(events: readonly CarrierEvent[]): readonly CarrierEvent[] {
  const wrong = new Set(events.filter(event => event.declaresError).map(event => event.eventId))
  return events
    .filter(event => !wrong.has(event.eventId))
    .toSorted(
      (a, b) =>
        a.eventTime.getTime() - b.eventTime.getTime() || rankOf(a) - rankOf(b) || (a.eventId < b.eventId ? -1 : 1),
    )
}

const ends = ({ bizStep }: CarrierEvent): boolean => bizStep === 'receiving' || bizStep === 'retail_selling'
const leaves = ({ bizStep }: CarrierEvent): boolean =>
  bizStep === 'departing' || bizStep === 'shipping' || bizStep === 'transporting'

const begun = (shipmentId: string, { productionNumber, eventTime, placeId }: CarrierEvent): Leg => ({
  shipmentId,
  productionNumber,
  loadedAt: eventTime,
  fromPlace: placeId,
  departedAt: null,
  unloadedAt: null,
  reachedPlace: null,
  toPlace: null,
  toldPlaceAt: null,
  expectedAt: null,
  toldExpectedAt: null,
})

const moved = (leg: Leg, event: CarrierEvent): Leg => ({
  ...leg,
  departedAt: leg.departedAt ?? (leaves(event) ? event.eventTime : null),
  unloadedAt: null,
  reachedPlace: null,
  ...(event.destination === null ? {} : { toPlace: event.destination, toldPlaceAt: event.eventTime }),
  ...(event.expectedAt === null ? {} : { expectedAt: event.expectedAt, toldExpectedAt: event.eventTime }),
})

const taken = (leg: Leg, { eventTime, placeId }: CarrierEvent): Leg => ({
  ...leg,
  unloadedAt: eventTime,
  reachedPlace: placeId,
})

/** A car that was put on and taken off again where it stood has not been on the way. */
const stayed = ({ departedAt, unloadedAt, fromPlace, reachedPlace }: Leg): boolean =>
  unloadedAt !== null && departedAt === null && fromPlace === reachedPlace
