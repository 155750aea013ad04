import { setTimeout as pause } from 'node:timers/promises'
import { randomFrom } from '../../../demo/world/random.ts'
import { commissioned } from '../factory.ts'
import { startKillableAdapter } from './killable-adapter.ts'
import { redriveAll } from './redrive-all.ts'
import { trialCar, type Fields, type TrialCar } from './trial-cars.ts'
import { poisonCar, refusedMessages, trialMessages, type TrialMessage } from './trial-messages.ts'
import { startSender, type Acknowledgement } from './trial-sender.ts'
import { judgeTrial, keptApart, type TrialVerdict } from './trial-verdict.ts'

export interface KillTrialOptions {
  /** Events that four senders push, each 1 to 5 times. */
  readonly events: number
  /** How often the adapter and PostgreSQL are killed, in turn. */
  readonly kills: number
  /** Another seed makes another trial. @default 1 */
  readonly seed?: number
}

/** What a trial did, and what it found. */
export interface KillTrial extends TrialVerdict {
  readonly events: number
  readonly messages: number
  readonly requests: number
  /** Requests that got no answer, or were asked to come again. */
  readonly unanswered: number
  readonly kills: number
  /** Messages that must be refused. */
  readonly refusals: number
  /** Those of them that were taken. */
  readonly wronglyTaken: number
  /** Messages that must be taken and were refused. */
  readonly wronglyRefused: number
  /** Messages that were answered otherwise when they came again. */
  readonly otherAnswers: number
  /** Events that can't be taken, all of one car. */
  readonly poison: number
  /** Those of them that weren't kept apart, or weren't taken by exactly one of two who redrove them. */
  readonly poisonLost: number
}

const senders = 4
const eventsOfDocument = 500

/** Four senders push a line's events until each is acknowledged, while the adapter and PostgreSQL are killed in turn. */
export async function runKillTrial({ events, kills, seed = 1 }: KillTrialOptions): Promise<KillTrial> {
  const random = randomFrom(seed, 'kill trial')
  const cars = carsOf(events, index => trialCar(index, random))
  const taken = trialMessages(cars, random)
  const refused = refusedMessages(Math.ceil(taken.length / 20))
  const messages = random
    .shuffled(refused)
    .reduce<readonly TrialMessage[]>((all, message) => all.toSpliced(random.int(0, all.length), 0, message), taken)

  const adapter = await startKillableAdapter()
  try {
    const sender = startSender(adapter.url)
    const begin = (id: string, begun: readonly Fields[]): Promise<Acknowledgement> =>
      sender.deliver({ id, behaviour: 'rollback', events: begun, wrong: 0, again: false })
    const acknowledgements: Acknowledgement[] = []
    for (let first = 0; first < cars.length; first += eventsOfDocument) {
      const begun = cars.slice(first, first + eventsOfDocument).map(car => car.commissioning)
      acknowledgements.push(await begin(`begin-${first}`, begun))
    }

    let otherAnswers = 0
    async function sendAll(own: readonly TrialMessage[]): Promise<void> {
      for (const message of own) {
        const acknowledgement = await sender.deliver(message)
        acknowledgements.push(acknowledgement)
        if (!message.again) continue
        const { location } = await sender.deliver(message)
        if (location !== acknowledgement.location) otherAnswers++
      }
    }
    /** Kills in turn, spread over the work; the last tenth is for the redriving. */
    async function killAll(): Promise<void> {
      for (let kill = 0; kill < kills; kill++) {
        const due = (messages.length * kill) / (kills * 0.9)
        while (acknowledgements.length < Math.min(due, messages.length)) await pause(2)
        await pause(random.int(0, 100))
        await (kill % 2 === 0 ? adapter.killAdapter() : adapter.killPostgres())
      }
    }
    async function pushAndRedrive(): Promise<number> {
      await Promise.all(
        Array.from({ length: senders }, (_, nth) => sendAll(messages.filter((__, index) => index % senders === nth))),
      )
      acknowledgements.push(await begin('begin-poison', [commissioned(poisonCar, 0)]))
      return redriveAll(
        adapter,
        (await keptApart(adapter)).map(({ id }) => id),
      )
    }
    const [redrives] = await Promise.all([pushAndRedrive(), killAll()])

    const poison = taken.filter(message => message.wrong > 0).length
    const kept = await keptApart(adapter)
    const mustBeRefused = new Set(refused)
    const wasTaken = ({ location }: Acknowledgement): boolean => location !== null
    const [ofRefused, ofOthers] = [true, false].map(which =>
      acknowledgements.filter(({ message }) => mustBeRefused.has(message) === which),
    )
    return {
      ...(await judgeTrial(adapter, { cars, acknowledgements })),
      events: cars.reduce((sum, car) => sum + 1 + car.events.length, 0),
      messages: messages.length,
      requests: sender.requests(),
      unanswered: sender.unanswered(),
      kills,
      refusals: refused.length,
      wronglyTaken: ofRefused?.filter(wasTaken).length ?? Number.NaN,
      wronglyRefused: ofOthers?.filter(each => !wasTaken(each)).length ?? Number.NaN,
      otherAnswers,
      poison,
      poisonLost: [kept.length, kept.filter(({ state }) => state === 'REDRIVEN').length, redrives].reduce(
        (sum, count) => sum + Math.abs(poison - count),
        0,
      ),
    }
  } finally {
    await adapter.stop()
  }
}

/** As many cars as have so many events. */
function carsOf(events: number, make: (index: number) => TrialCar): readonly TrialCar[] {
  const cars: TrialCar[] = []
  for (let made = 0; made < events;) {
    const car = make(cars.length)
    cars.push(car)
    made += 1 + car.events.length
  }
  return cars
}
