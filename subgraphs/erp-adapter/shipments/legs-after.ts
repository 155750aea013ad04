import type { CarEvent } from '../vehicles/car-event.ts'

/** A car's way on one shipment. */
export interface Leg {
  readonly shipmentId: string
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
 * A car's ways over its shipments after an event, from those before it. What is said of a car without naming a shipment
 * is of the one that the car is on; who receives or sells it has taken it off.
 */
export function legsAfter(before: readonly Leg[], event: CarEvent): readonly Leg[] {
  const { shipmentId } = event
  const aboard = before.find(isOn)
  if (shipmentId === null && (aboard === undefined || !tells(event))) return before
  if (takesOff(event)) {
    const isLeft = aboard !== undefined && (ends(event) || aboard.shipmentId === shipmentId)
    return isLeft ? withLeg(before, taken(aboard, event)) : before
  }
  const isElsewhere = aboard !== undefined && shipmentId !== null && aboard.shipmentId !== shipmentId
  const legs = isElsewhere ? withLeg(before, taken(aboard, event)) : before
  const leg = shipmentId === null ? aboard : legs.find(each => each.shipmentId === shipmentId)
  return withLeg(legs, moved(leg ?? begun(shipmentId ?? '', event), event))
}

/** The shipment that a car is on; null when it is on none. */
export const shipmentOf = (legs: readonly Leg[]): string | null => legs.find(isOn)?.shipmentId ?? null

/** Whether an event takes its car off a shipment when it is on it. */
export const takesOff = (event: CarEvent): boolean =>
  ends(event) || (event.shipmentId !== null && (event.action === 'DELETE' || event.action === 'EMPTY'))

/** Whether a car was put on and taken off again where it stood: it has not been on the way. */
export const stayed = ({ departedAt, unloadedAt, fromPlace, reachedPlace }: Leg): boolean =>
  unloadedAt !== null && departedAt === null && fromPlace === reachedPlace

const isOn = (leg: Leg): boolean => leg.unloadedAt === null

const tells = (event: CarEvent): boolean =>
  ends(event) || leaves(event) || event.destination !== null || event.expectedAt !== null

const ends = ({ bizStep }: CarEvent): boolean => bizStep === 'receiving' || bizStep === 'retail_selling'
const leaves = ({ bizStep }: CarEvent): boolean =>
  bizStep === 'departing' || bizStep === 'shipping' || bizStep === 'transporting'

const withLeg = (legs: readonly Leg[], leg: Leg): readonly Leg[] => [
  ...legs.filter(other => other.shipmentId !== leg.shipmentId),
  leg,
]

const placeOf = ({ bizLocation, readPoint }: CarEvent): string | null => bizLocation ?? readPoint

const begun = (shipmentId: string, event: CarEvent): Leg => ({
  shipmentId,
  loadedAt: event.eventTime,
  fromPlace: placeOf(event),
  departedAt: null,
  unloadedAt: null,
  reachedPlace: null,
  toPlace: null,
  toldPlaceAt: null,
  expectedAt: null,
  toldExpectedAt: null,
})

const moved = (leg: Leg, event: CarEvent): Leg => ({
  ...leg,
  departedAt: leg.departedAt ?? (leaves(event) ? event.eventTime : null),
  unloadedAt: null,
  reachedPlace: null,
  ...(event.destination === null ? {} : { toPlace: event.destination, toldPlaceAt: event.eventTime }),
  ...(event.expectedAt === null ? {} : { expectedAt: event.expectedAt, toldExpectedAt: event.eventTime }),
})

const taken = (leg: Leg, event: CarEvent): Leg => ({
  ...leg,
  unloadedAt: event.eventTime,
  reachedPlace: placeOf(event),
})
