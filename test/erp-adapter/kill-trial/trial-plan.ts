import { randomFrom, type Random } from '../../../demo/world/random.ts'
import { trialCar, type TrialCar } from './trial-cars.ts'
import { refusedMessages, trialMessages, type TrialMessage } from './trial-messages.ts'

/** What a trial sends. */
export interface TrialPlan {
  readonly cars: readonly TrialCar[]
  /** All messages, in the order in which they are dealt to the senders. */
  readonly messages: readonly TrialMessage[]
  /** Those of them that must be refused. */
  readonly refused: ReadonlySet<TrialMessage>
  /** Events among the others that can't be taken. */
  readonly poison: number
}

/** Plans a trial of so many events: as many cars as have them, and a wrong document for each twenty right ones. */
export function trialPlan(events: number, seed: number): TrialPlan {
  const random = randomFrom(seed, 'kill trial')
  const cars = carsOf(events, random)
  const taken = trialMessages(cars, random)
  const refused = refusedMessages(Math.ceil(taken.length / 20))
  const messages = [
    ...taken.map((message, nth) => ({ message, place: nth })),
    ...refused.map(message => ({
      message,
      place: random.next() * taken.length,
    })),
  ].toSorted((a, b) => a.place - b.place)
  return {
    cars,
    messages: messages.map(({ message }) => message),
    refused: new Set(refused),
    poison: taken.filter(message => message.wrong > 0).length,
  }
}

function carsOf(events: number, random: Random): readonly TrialCar[] {
  const cars: TrialCar[] = []
  for (let made = 0; made < events;) {
    const car = trialCar(cars.length, random)
    cars.push(car)
    made += 1 + car.events.length
  }
  return cars
}
