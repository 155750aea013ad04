import { setTimeout as pause } from 'node:timers/promises'
import type { PlantEvent } from './car-events.ts'
import type { Batch, Delivery } from './delivery.ts'
import { openLane, type Lane } from './lane.ts'
import { sendUntilTaken } from './send-until-taken.ts'
import type { Tally } from './tally.ts'
import { traffic, type TrafficOptions } from './traffic.ts'

export interface PlantRun {
  readonly traffic: TrafficOptions
  /** How many times faster than life the plant's clock goes. */
  readonly speed: number
  /** Events after which it ends; Infinity for no end. */
  readonly events: number
  /** Batches that are under way at once at the most. */
  readonly lanes: number
  readonly delivery: Delivery
  readonly tally: Tally
  /** Ends it once all that happened is acknowledged. */
  readonly ending: AbortSignal
  /** Ends it without. */
  readonly givingUp: AbortSignal
}

/** Events of a batch at the most; a sender may not send more at once. */
const eventsOfBatch = 500

/**
 * Sends what the plant reports, each event when it is due, in several lanes. A car keeps to its lane, in which one batch
 * follows the other, so that its events arrive as they left. A lane that is full holds up the plant.
 */
export async function runPlant({ traffic: options, delivery, tally, ...run }: PlantRun): Promise<void> {
  const { speed } = run
  const refused = new AbortController()
  const ending = AbortSignal.any([run.ending, refused.signal])
  const givingUp = AbortSignal.any([run.givingUp, refused.signal])
  const ended = new Promise<void>(resolve => ending.addEventListener('abort', () => resolve()))
  const begun = Date.now()
  const clock = (): number => options.from + (Date.now() - begun) * speed
  const momentOf = ({ due }: PlantEvent): number => begun + (due - options.from) / speed

  let batches = 0
  async function send(events: readonly PlantEvent[]): Promise<void> {
    const [first] = events
    if (first === undefined || givingUp.aborted) return
    const batch = batchOf(options, batches++, events)
    const noted = tally.underWay(momentOf(first))
    try {
      const taken = await sendUntilTaken(batch, { delivery, inVain: tally.inVain, signal: givingUp })
      if (taken !== null) noted.acknowledged(events, taken)
    } catch (error) {
      refused.abort(error)
    }
  }

  const lanes = Array.from({ length: run.lanes }, () => openLane<PlantEvent>({ size: eventsOfBatch, send }))
  const coming = traffic(options)
  for (let left = run.events, next = coming.next().value; left > 0 && !ending.aborted;) {
    const lane = laneOf(lanes, next)
    const wait = (next.due - clock()) / speed
    if (wait > 0) await pause(wait, undefined, { signal: ending }).catch(() => {})
    else if (!lane.hasRoom()) await Promise.race([lane.roomMade(), ended])
    else {
      lane.put(next)
      tally.happened(next)
      next = coming.next().value
      left -= 1
    }
  }
  await Promise.all(lanes.map(lane => lane.emptied()))
  refused.signal.throwIfAborted()
}

function laneOf(lanes: readonly Lane<PlantEvent>[], { productionNumber }: PlantEvent): Lane<PlantEvent> {
  const lane = lanes[Number(productionNumber.slice(-6)) % lanes.length]
  if (lane === undefined) throw new Error(`no lane takes ${productionNumber}`)
  return lane
}

function batchOf({ seed, plant }: TrafficOptions, nth: number, events: readonly PlantEvent[]): Batch {
  const id = `${plant}-${seed}-${nth}-${crypto.randomUUID()}`
  const head = { specversion: '1.0', id, source: `/plants/${plant}`, type: 'org.gs1.epcis.events' }
  return { id, body: `${JSON.stringify(head).slice(0, -1)},"data":[${events.map(({ text }) => text).join()}]}` }
}
