import type { CarEvent } from './car-event.ts'
import { step, untold, type CarPlan, type CarState } from './car-state.ts'
import { byMoment, inOrder } from './event-order.ts'

/** A car with what its next event needs of its log. */
export interface KnownCar {
  readonly plan: CarPlan
  readonly state: CarState
  /** The last of the events that count, by the time that they happened; null when there is none. */
  readonly last: CarEvent | null
  /** Ids of all its events, and of those that were declared in error. */
  readonly told: Set<string>
  readonly wrong: Set<string>
}

type Logged = Pick<CarEvent, 'eventId' | 'declaresError'>

/** A car of which nothing was told yet. */
export const newCar = (plan: CarPlan): KnownCar => ({
  plan,
  state: untold,
  last: null,
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
 * Takes a car through events that its log does not have yet; null when they change what was before: one that came late,
 * or the declaration that an earlier one was wrong.
 */
export function goOn(car: KnownCar, events: readonly CarEvent[]): KnownCar | null {
  if (events.some(event => event.declaresError && car.told.has(event.eventId))) return null
  const counting = inOrder(events).filter(event => !car.wrong.has(event.eventId))
  const [first] = counting
  if (first === undefined) return car
  return car.last !== null && byMoment(first, car.last) < 0 ? null : followed(car, counting)
}

const followed = (car: KnownCar, events: readonly CarEvent[]): KnownCar => ({
  ...car,
  state: events.reduce((state, event) => step(state, event, car.plan).state, car.state),
  last: events.at(-1) ?? car.last,
})
