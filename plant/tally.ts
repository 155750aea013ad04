import type { PlantEvent } from './car-events.ts'
import type { Outcome } from './delivery.ts'

/** What a run has done so far. */
export interface Tally {
  sent(events: readonly PlantEvent[]): void
  /** Takes note that the events are durable; so many seconds after the first of them was due. */
  acknowledged(events: readonly PlantEvent[], outcome: Outcome, lag: number): void
  /** One line for a person. */
  line(): string
  /** The last words of a run, several lines. */
  summary(): string
}

const count = (number: number): string => number.toLocaleString('en-GB')

/** Counts from now on. */
export function startTally(): Tally {
  const begun = performance.now()
  const cars = { begun: new Set<string>(), arrived: new Set<string>() }
  let sent = 0
  let acknowledged = 0
  let repeated = 0
  let keptApart = 0
  let retries = 0
  let lag = 0
  let reason: string | undefined
  let seen = { at: begun, acknowledged: 0 }

  const rateSince = ({ at, acknowledged: before }: typeof seen): string => {
    const seconds = (performance.now() - at) / 1000
    return count(Math.round((acknowledged - before) / Math.max(seconds, 0.001)))
  }

  return {
    sent(events) {
      sent += events.length
      for (const event of events) cars.begun.add(event.productionNumber)
    },
    acknowledged(events, outcome, seconds) {
      acknowledged += events.length
      repeated += outcome.repeated
      keptApart += outcome.keptApart.length
      retries += outcome.retries
      lag = seconds
      reason = outcome.keptApart.at(-1) ?? reason
      for (const event of events) if (event.last) cars.arrived.add(event.productionNumber)
    },
    line() {
      const rate = rateSince(seen)
      seen = { at: performance.now(), acknowledged }
      return (
        `${count(cars.begun.size - cars.arrived.size)} cars on their way, ${count(cars.arrived.size)} arrived; ` +
        `${count(sent)} events sent, ${count(acknowledged)} acknowledged, ${count(repeated)} repeated, ` +
        `${count(keptApart)} kept apart; ${rate}/s, lag ${lag.toFixed(1)} s`
      )
    },
    summary() {
      const seconds = (performance.now() - begun) / 1000
      return [
        `${count(acknowledged)} of ${count(sent)} events acknowledged in ${seconds.toFixed(1)} s, ${rateSince({ at: begun, acknowledged: 0 })}/s.`,
        `${count(cars.begun.size)} cars begun, ${count(cars.arrived.size)} at their dealers.`,
        `${count(repeated)} events were there before, ${count(keptApart)} were kept apart, ${count(retries)} sends came to nothing.`,
        ...(reason === undefined ? [] : [`Kept apart last because it ${reason}.`]),
      ].join('\n')
    },
  }
}
