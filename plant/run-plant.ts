import { setTimeout as pause } from 'node:timers/promises'
import type { PlantEvent } from './car-events.ts'
import type { Batch, Delivery } from './delivery.ts'
import type { Tally } from './tally.ts'
import { traffic, type TrafficOptions } from './traffic.ts'

export interface PlantRun {
  readonly traffic: TrafficOptions
  /** How many times faster than life the plant's clock goes. */
  readonly speed: number
  /** Events after which it ends; Infinity for no end. */
  readonly events: number
  readonly delivery: Delivery
  readonly tally: Tally
  /** Ends it once the batch that is under way is acknowledged. */
  readonly ending: AbortSignal
  /** Ends it without. */
  readonly givingUp: AbortSignal
}

/** Events of a batch at the most; a sender may not send more at once. */
const eventsOfBatch = 500

/** Sends what the plant reports, each event when it is due, one batch after the other. */
export async function runPlant({ traffic: options, delivery, tally, ...run }: PlantRun): Promise<void> {
  const { speed, ending, givingUp } = run
  const coming = traffic(options)
  const begun = Date.now()
  const clock = (): number => options.from + (Date.now() - begun) * speed
  let next = coming.next().value
  let left = run.events
  for (let nth = 0; left > 0 && !ending.aborted; nth += 1) {
    await pause(Math.max(0, (next.due - clock()) / speed), undefined, { signal: ending }).catch(() => {})
    const now = clock()
    const due: PlantEvent[] = []
    for (; next.due <= now && due.length < Math.min(eventsOfBatch, left); next = coming.next().value) due.push(next)
    const first = due.at(0)
    if (first === undefined) continue
    left -= due.length
    tally.sent(due)
    const outcome = await delivery.deliver(batchOf(options, nth, due), givingUp)
    tally.acknowledged(due, outcome, (clock() - first.due) / speed / 1000)
  }
}

function batchOf({ seed, plant }: TrafficOptions, nth: number, events: readonly PlantEvent[]): Batch {
  const id = `${plant}-${seed}-${nth}-${crypto.randomUUID()}`
  const head = { specversion: '1.0', id, source: `/plants/${plant}`, type: 'org.gs1.epcis.events' }
  return { id, body: `${JSON.stringify(head).slice(0, -1)},"data":[${events.map(({ text }) => text).join()}]}` }
}
