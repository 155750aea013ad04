import { setTimeout as pause } from 'node:timers/promises'
import { inParallel } from '../../../lab/in-parallel.ts'
import { startKillableAdapter, type KillableAdapter } from './killable-adapter.ts'
import { redriveAll } from './redrive-all.ts'
import type { Fields } from './trial-cars.ts'
import { poisonCarStory, type TrialMessage } from './trial-messages.ts'
import { trialPlan } from './trial-plan.ts'
import { startSender, type Acknowledgement, type TrialSender } from './trial-sender.ts'
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
  /** Requests that were under way when something was killed. */
  readonly brokenOff: number
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

const eventsOfDocument = 500

/**
 * Four senders push a line's events until each is acknowledged, while the adapter and PostgreSQL are killed in turn; two
 * wait for each answer, two have eight messages under way.
 */
export async function runKillTrial({ events, kills, seed = 1 }: KillTrialOptions): Promise<KillTrial> {
  const { cars, messages, refused, poison } = trialPlan(events, seed)
  const adapter = await startKillableAdapter()
  const patient = startSender(adapter.url, 1)
  const senders = [patient, ...[1, 8, 8].map(underWay => startSender(adapter.url, underWay))]
  try {
    const acknowledgements: Acknowledgement[] = []
    const poisonStory = poisonCarStory()
    let otherAnswers = 0

    async function begin(id: string, begun: readonly Fields[]): Promise<void> {
      const message = { id, behaviour: 'rollback', events: begun, wrong: 0, again: false } as const
      acknowledgements.push(await patient.deliver(message))
    }
    async function deliver(sender: TrialSender, message: TrialMessage): Promise<void> {
      const acknowledgement = await sender.deliver(message)
      acknowledgements.push(acknowledgement)
      if (!message.again) return
      const { location } = await sender.deliver(message)
      if (location !== acknowledgement.location) otherAnswers++
    }
    async function pushAndRedrive(): Promise<number> {
      await Promise.all(
        senders.map((sender, nth) => {
          const own = messages.filter((_, index) => index % senders.length === nth)
          return inParallel(own, sender.underWay, message => deliver(sender, message))
        }),
      )
      await begin('end-poison', poisonStory.end)
      const kept = await keptApart(adapter)
      return redriveAll(
        adapter,
        kept.map(({ id }) => id),
      )
    }

    await begin('begin-poison', poisonStory.begin)
    for (let first = 0; first < cars.length; first += eventsOfDocument)
      await begin(
        `begin-${first}`,
        cars.slice(first, first + eventsOfDocument).map(car => car.commissioning),
      )
    const [redrives] = await Promise.all([
      pushAndRedrive(),
      killAll(adapter, kills, () => acknowledgements.length / messages.length),
    ])
    const kept = await keptApart(adapter)
    const redriven = kept.filter(({ state }) => state === 'REDRIVEN')
    const wasTaken = ({ location }: Acknowledgement): boolean => location !== null
    const mustBeRefused = ({ message }: Acknowledgement): boolean => refused.has(message)
    return {
      ...(await judgeTrial(adapter, { cars, acknowledgements })),
      events: sum(cars.map(car => 1 + car.events.length)),
      messages: messages.length,
      requests: sum(senders.map(sender => sender.requests())),
      brokenOff: sum(senders.map(sender => sender.brokenOff())),
      kills,
      refusals: refused.size,
      wronglyTaken: acknowledgements.filter(each => mustBeRefused(each) && wasTaken(each)).length,
      wronglyRefused: acknowledgements.filter(each => !mustBeRefused(each) && !wasTaken(each)).length,
      otherAnswers,
      poison,
      poisonLost: Math.max(...[kept.length, redriven.length, redrives].map(count => Math.abs(poison - count))),
    }
  } finally {
    for (const sender of senders) await sender.close()
    await adapter.stop()
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

/** Kills in turn, spread over the work; the last tenth of the kills is for what comes after it. */
async function killAll(adapter: KillableAdapter, kills: number, done: () => number): Promise<void> {
  for (let kill = 0; kill < kills; kill++) {
    while (done() < Math.min(1, kill / kills / 0.9)) await pause(2)
    // Somewhere in the midst of the documents under way.
    await pause(Math.random() * 100)
    await (kill % 2 === 0 ? adapter.killAdapter() : adapter.killPostgres())
  }
}
