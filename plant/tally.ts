import type { PlantEvent } from './car-events.ts'
import type { Taken } from './delivery.ts'

/** What a run has done so far. */
export interface Tally {
  happened(event: PlantEvent): void
  /** Notes a batch whose first event was due at a moment; what is given back takes note that it is durable. */
  underWay(due: number): { acknowledged(events: readonly PlantEvent[], taken: Taken): void }
  /** Notes that a batch was sent in vain, and why. */
  readonly inVain: (why: string) => void
  /** Events that happened and were not acknowledged. */
  unacknowledged(): number
  /** One line for a person, of as much as has room in so many columns. */
  line(columns: number): string
  /** The last words of a run, several lines. */
  summary(): string
}

const count = (number: number): string => number.toLocaleString('en-GB')

/** Counts from now on. */
export function startTally(): Tally {
  const begun = performance.now()
  const cars = { begun: new Set<string>(), arrived: new Set<string>() }
  const waiting = new Set<{ readonly due: number }>()
  const sum = { happened: 0, acknowledged: 0, repeated: 0, keptApart: 0, inVain: 0 }
  let reason: string | undefined
  let trouble: string | undefined
  let seen = { at: begun, acknowledged: 0 }

  const rateSince = ({ at, acknowledged }: typeof seen): string => {
    const seconds = (performance.now() - at) / 1000
    return count(Math.round((sum.acknowledged - acknowledged) / Math.max(seconds, 0.001)))
  }
  /** How long the oldest event waits that was not acknowledged, in seconds. */
  const lag = (): number => Math.max(0, ...[...waiting].map(({ due }) => (Date.now() - due) / 1000))

  return {
    happened(event) {
      sum.happened += 1
      cars.begun.add(event.productionNumber)
    },
    underWay(due) {
      const batch = { due }
      waiting.add(batch)
      return {
        acknowledged(events, { repeated, keptApart }) {
          waiting.delete(batch)
          sum.acknowledged += events.length
          sum.repeated += repeated
          sum.keptApart += keptApart.length
          reason = keptApart.at(-1) ?? reason
          trouble = undefined
          for (const event of events) if (event.last) cars.arrived.add(event.productionNumber)
        },
      }
    },
    inVain(why) {
      sum.inVain += 1
      trouble = why
    },
    unacknowledged: () => sum.happened - sum.acknowledged,
    line(columns) {
      const rate = rateSince(seen)
      seen = { at: performance.now(), acknowledged: sum.acknowledged }
      return fitting(columns, [
        `${count(sum.acknowledged)} of ${count(sum.happened)} events acknowledged`,
        `${rate}/s`,
        `lag ${lag().toFixed(1)} s`,
        ...(trouble === undefined ? [] : [trouble]),
        `${count(cars.begun.size - cars.arrived.size)} cars on their way`,
        `${count(cars.arrived.size)} arrived`,
        `${count(sum.repeated)} repeated`,
        `${count(sum.keptApart)} kept apart`,
      ])
    },
    summary() {
      const seconds = (performance.now() - begun) / 1000
      return [
        `${count(sum.acknowledged)} of ${count(sum.happened)} events acknowledged in ${seconds.toFixed(1)} s, ${rateSince({ at: begun, acknowledged: 0 })}/s.`,
        `${count(cars.begun.size)} cars begun, ${count(cars.arrived.size)} at their dealers.`,
        `${count(sum.repeated)} events were there before, ${count(sum.keptApart)} were kept apart, ${count(sum.inVain)} sends came to nothing.`,
        ...(reason === undefined ? [] : [`Kept apart last because it ${reason}.`]),
        ...(sum.happened > sum.acknowledged
          ? [`${count(sum.happened - sum.acknowledged)} events were not acknowledged.`]
          : []),
        ...(trouble === undefined ? [] : [`The last send came to nothing: ${trouble}.`]),
      ].join('\n')
    },
  }
}

/** The first of some parts, as many as have room together; the first one always, cut where it must be. */
function fitting(columns: number, parts: readonly string[]): string {
  const count = parts.findLastIndex((_, nth) => parts.slice(0, nth + 1).join(', ').length <= columns) + 1
  return parts.slice(0, Math.max(1, count)).join(', ').slice(0, columns)
}
