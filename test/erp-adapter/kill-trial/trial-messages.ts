import type { Random } from '../../../demo/world/random.ts'
import { atStation, commissioned, moment } from '../factory.ts'
import type { Fields, TrialCar } from './trial-cars.ts'

/** A document that a sender sends under one id until it is answered. */
export interface TrialMessage {
  readonly id: string
  readonly behaviour: 'rollback' | 'proceed'
  readonly events: readonly Fields[]
  /** How many of the events can't be taken. */
  readonly wrong: number
  /** Whether it is sent once more after its answer. */
  readonly again: boolean
}

/** The car that is given another VIN than it has, so that these events are kept apart. */
export const poisonCar = 'KILL-POISON'

/** What makes the poison car known with its VIN, and what takes that VIN from it, so that its events can be redriven. */
export function poisonCarStory(): { readonly begin: readonly Fields[]; readonly end: readonly Fields[] } {
  const bound = atStation(poisonCar, 0.5, 'T-BODY', { 'autograph:vin': '5GZCZ43D13S812715' })
  return {
    begin: [commissioned(poisonCar, 0), bound],
    end: [{ ...bound, errorDeclaration: { declarationTime: moment(40) } }],
  }
}

const eventsOfMessage = 100
/** Cars that are on their way side by side. */
const carsAtOnce = 100
/** How far an event is moved from its place among those of its car, in events, to either side. */
const disorder = 30
/** One of so many events can't be taken. */
const poisonEvery = 1000

/** Deals the events of all cars, each 1 to 5 times and in disturbed order, into messages of both behaviours. */
export function trialMessages(cars: readonly TrialCar[], random: Random): readonly TrialMessage[] {
  const sends = cars
    .flatMap(({ events }, car) =>
      events.flatMap((event, nth) =>
        Array.from({ length: random.int(1, 5) }, () => ({
          event,
          place: Math.floor(car / carsAtOnce) * 200 + nth + (random.next() * 2 - 1) * disorder,
        })),
      ),
    )
    .toSorted((a, b) => a.place - b.place)
    .map(({ event }) => event)
  const count = Math.ceil(sends.length / eventsOfMessage)
  return Array.from({ length: count }, (_, nth) => {
    const events = sends.slice(nth * eventsOfMessage, (nth + 1) * eventsOfMessage)
    const message = {
      id: `message-${nth}`,
      behaviour: 'rollback',
      events,
      wrong: 0,
      again: random.chance(0.2),
    } as const
    const share = poisonEvery / eventsOfMessage
    if (nth % share === 0) return poisoned(message, random.int(0, events.length))
    return random.chance(0.5) ? message : { ...message, behaviour: 'proceed' as const }
  })
}

const poisoned = (message: TrialMessage, place: number): TrialMessage => ({
  ...message,
  behaviour: 'proceed',
  wrong: 1,
  events: message.events.toSpliced(place, 0, poisonEvent(place)),
})

/** Messages that must be refused whole: what is wrong stands at each place in turn, in its form or in what it names. */
export function refusedMessages(count: number): readonly TrialMessage[] {
  return Array.from({ length: count }, (_, nth) => {
    const events = Array.from({ length: 5 }, (__, place) => atStation('KILL-0', 2 + place, 'T-TRIM'))
    const place = nth % events.length
    const flaw = nth % 2 === 0 ? { bizStep: 'welding' } : { 'autograph:productionNumber': 'KILL-NOBODY' }
    return {
      id: `refused-${nth}`,
      behaviour: 'rollback',
      events: events.with(place, { ...events[place], ...flaw }),
      wrong: 1,
      again: false,
    }
  })
}

const poisonEvent = (place: number): Fields =>
  atStation(poisonCar, 1 + place / 100, 'T-BODY', { 'autograph:vin': '1HGCM82633A004352' })
