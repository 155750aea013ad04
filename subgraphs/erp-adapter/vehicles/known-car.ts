import type { CarEvent } from './car-event.ts'
import { step, untold, type CarPlan, type CarState } from './car-state.ts'
import { EventIds } from './event-ids.ts'
import { byMoment, inOrder } from './event-order.ts'

/** How many of a car's last events are kept in mind at least. */
const turnsKept = 16

/** So many events after one that has the car before it with it comes the next that has. */
const stride = 8

/** An event that counts, and at each few of them the car before it: what lies between is taken again. */
interface Turn {
  readonly event: CarEvent
  readonly before: CarState | null
}

/** A car with what its next event needs of its log; it belongs to one transaction at a time. */
export interface KnownCar {
  readonly plan: CarPlan
  state: CarState
  /** The last of the events that count, by the time that they happened. */
  readonly turns: Turn[]
  /** Whether events that count happened before these. */
  hasMore: boolean
  /** Ids of all its events, and of those that were declared in error. */
  readonly told: EventIds
  readonly wrong: EventIds
}

type Logged = Pick<CarEvent, 'eventId' | 'declaresError'>

/** A car of which nothing was told yet. */
export const newCar = (plan: CarPlan): KnownCar => ({
  plan,
  state: untold,
  turns: [],
  hasMore: false,
  told: new EventIds(),
  wrong: new EventIds(),
})

/** A car as its whole log tells it. */
export function carOf(log: readonly CarEvent[], plan: CarPlan): KnownCar {
  const car = newCar(plan)
  for (const event of log) note(car, event)
  follow(car, inOrder(log))
  return car
}

/** Whether a car's log has an event, or the declaration that it was wrong. */
export const has = ({ told, wrong }: KnownCar, { eventId, declaresError }: Logged): boolean =>
  (declaresError ? wrong : told).has(eventId)

/** Notes that a car's log has one event more. */
export const note = ({ told, wrong }: KnownCar, { eventId, declaresError }: Logged): void =>
  (declaresError ? wrong : told).add(eventId)

/** How many events a car's log has. */
export const lengthOf = ({ told, wrong }: KnownCar): number => told.size + wrong.size

/**
 * Takes a car through events that its log does not have yet. One that came late, or the declaration that an earlier one
 * was wrong, takes the car back to where it was before; false when that is longer ago than is kept in mind, and the car
 * has to be read again.
 */
export function goOn(car: KnownCar, events: readonly CarEvent[]): boolean {
  const counting = inOrder(events).filter(event => !car.wrong.has(event.eventId))
  const taken = takenOut(car, events)
  const back = turnBack(car, counting[0], taken)
  if (back === null) return false
  if (back === car.turns.length) follow(car, counting)
  else {
    const from = back - (back % stride)
    const again = car.turns.splice(from)
    car.state = again[0]?.before ?? car.state
    const kept = again.flatMap(({ event }) => (taken.has(event.eventId) ? [] : event))
    follow(car, [...kept, ...counting].toSorted(byMoment))
  }
  return true
}

/** Ids of events from before that are declared in error. */
function takenOut({ told }: KnownCar, events: readonly CarEvent[]): ReadonlySet<string> {
  if (!events.some(event => event.declaresError)) return none
  const declared = events.filter(event => event.declaresError && told.has(event.eventId)).map(event => event.eventId)
  const own = new Set(events.filter(event => !event.declaresError).map(event => event.eventId))
  return new Set(declared).difference(own)
}

const none: ReadonlySet<string> = new Set()

/** The first turn that goes otherwise when an event comes in and others are taken out; null when it isn't in mind. */
function turnBack(
  { turns, hasMore }: KnownCar,
  first: CarEvent | undefined,
  taken: ReadonlySet<string>,
): number | null {
  let back = first === undefined ? turns.length : turns.findLastIndex(turn => byMoment(turn.event, first) < 0) + 1
  if (taken.size > 0) {
    const wrong = turns.filter(({ event }) => taken.has(event.eventId))
    if (wrong.length < taken.size) return null
    back = Math.min(back, ...wrong.map(turn => turns.indexOf(turn)))
  }
  return back === 0 && hasMore ? null : back
}

function follow(car: KnownCar, events: readonly CarEvent[]): void {
  const { turns, plan } = car
  for (const event of events) {
    turns.push({ event, before: turns.length % stride === 0 ? car.state : null })
    car.state = step(car.state, event, plan).state
  }
  const surplus = Math.max(0, turns.length - turnsKept)
  const left = surplus - (surplus % stride)
  if (left === 0) return
  turns.splice(0, left)
  car.hasMore = true
}
