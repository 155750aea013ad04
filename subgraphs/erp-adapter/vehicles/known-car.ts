import type { CarEvent } from './car-event.ts'
import { step, untold, type CarPlan, type CarState } from './car-state.ts'
import { byMoment, inOrder } from './event-order.ts'

/** How many of a car's last events are kept in mind at least. */
const turnsKept = 16

/** So many events after one that has the car before it with it comes the next that has. */
const stride = 4

/** An event that counts, and at each few of them the car before it: what lies between is taken again. */
interface Turn {
  readonly event: CarEvent
  readonly before: CarState | null
}

/** A car with what its next event needs of its log. */
export interface KnownCar {
  readonly plan: CarPlan
  readonly state: CarState
  /** The last of the events that count, by the time that they happened. */
  readonly turns: readonly Turn[]
  /** Whether events that count happened before these. */
  readonly hasMore: boolean
  /** Ids of all its events, and of those that were declared in error. */
  readonly told: Set<string>
  readonly wrong: Set<string>
}

type Logged = Pick<CarEvent, 'eventId' | 'declaresError'>

/** A car of which nothing was told yet. */
export const newCar = (plan: CarPlan): KnownCar => ({
  plan,
  state: untold,
  turns: [],
  hasMore: false,
  told: new Set(),
  wrong: new Set(),
})

/** A car as its whole log tells it. */
export function carOf(log: readonly CarEvent[], plan: CarPlan): KnownCar {
  const car = newCar(plan)
  for (const event of log) note(car, event)
  return followed(car, inOrder(log))
}

/** Whether a car's log has an event, or the declaration that it was wrong. */
export const has = ({ told, wrong }: KnownCar, { eventId, declaresError }: Logged): boolean =>
  (declaresError ? wrong : told).has(eventId)

/** Notes that a car's log has one event more. */
export const note = ({ told, wrong }: KnownCar, { eventId, declaresError }: Logged): void => {
  ;(declaresError ? wrong : told).add(eventId)
}

/** How many events a car's log has. */
export const lengthOf = ({ told, wrong }: KnownCar): number => told.size + wrong.size

/**
 * Takes a car through events that its log does not have yet. One that came late, or the declaration that an earlier one
 * was wrong, takes the car back to where it was before; null when that is longer ago than is kept in mind.
 */
export function goOn(car: KnownCar, events: readonly CarEvent[]): KnownCar | null {
  const counting = inOrder(events).filter(event => !car.wrong.has(event.eventId))
  const taken = takenOut(car, events)
  const back = turnBack(car, counting[0], taken)
  if (back === null) return null
  if (back === car.turns.length) return counting.length === 0 ? car : followed(car, counting)
  const from = back - (back % stride)
  const again = car.turns.slice(from).flatMap(({ event }) => (taken.has(event.eventId) ? [] : event))
  const start = { ...car, state: car.turns[from]?.before ?? car.state, turns: car.turns.slice(0, from) }
  return followed(start, [...again, ...counting].toSorted(byMoment))
}

/** Ids of events from before that are declared in error. */
function takenOut({ told }: KnownCar, events: readonly CarEvent[]): ReadonlySet<string> {
  const declared = events.filter(event => event.declaresError && told.has(event.eventId)).map(event => event.eventId)
  if (declared.length === 0) return none
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

function followed(car: KnownCar, events: readonly CarEvent[]): KnownCar {
  const turns = [...car.turns]
  let { state } = car
  for (const event of events) {
    turns.push({ event, before: turns.length % stride === 0 ? state : null })
    state = step(state, event, car.plan).state
  }
  const surplus = Math.max(0, turns.length - turnsKept)
  const left = surplus - (surplus % stride)
  return { ...car, state, turns: left === 0 ? turns : turns.slice(left), hasMore: car.hasMore || left > 0 }
}
