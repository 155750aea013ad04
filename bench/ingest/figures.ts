import { median } from '../measure.ts'

/** What a bare insert took: events in a second, and PostgreSQL's CPU of an event in microseconds. */
export interface BareFigures {
  readonly rate: number
  readonly postgres: number
}

/** What a round of pushes took. */
export interface Round {
  /** Events in a second. */
  readonly rate: number
  /** CPU of an event in microseconds, of Node and of PostgreSQL. */
  readonly node: number
  readonly postgres: number
  /** A bare insert of the rows that the log has of the events. */
  readonly same: BareFigures
  /** A bare insert of their ids and texts alone. */
  readonly least: BareFigures
  /** How long each document took, in milliseconds. */
  readonly documents: readonly number[]
  /** How long it took from each push of a single car until the graph showed it, in milliseconds. */
  readonly visible: readonly number[]
}

export const ingestHead = [
  'stored',
  'senders',
  'under way',
  'cars a document',
  'events/s',
  'same rows/s',
  'same rows = 1',
  'id and text/s',
  'id and text = 1',
  'node µs',
  'PG µs',
  'same rows PG µs',
  'id and text PG µs',
  'document p50 ms',
  'p99 ms',
  'visible p50 ms',
  'p99 ms',
]

/** A row of the table, after what was measured: events stored before, senders, documents of each under way, cars a document. */
export function ingestRow(
  measured: readonly [stored: number, senders: number, underWay: number, cars: number],
  rounds: readonly Round[],
): string[] {
  const middle = (read: (round: Round) => number): number => median(rounds.map(read))
  const rank = (times: readonly number[], share: number): string =>
    (times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN).toFixed(0)
  const documents = rounds.flatMap(round => round.documents)
  const visible = rounds.flatMap(round => round.visible)
  return [
    ...measured.map(String),
    middle(round => round.rate).toFixed(0),
    middle(round => round.same.rate).toFixed(0),
    middle(round => round.rate / round.same.rate).toFixed(2),
    middle(round => round.least.rate).toFixed(0),
    middle(round => round.rate / round.least.rate).toFixed(2),
    middle(round => round.node).toFixed(1),
    middle(round => round.postgres).toFixed(1),
    middle(round => round.same.postgres).toFixed(1),
    middle(round => round.least.postgres).toFixed(1),
    rank(documents, 0.5),
    rank(documents, 0.99),
    rank(visible, 0.5),
    rank(visible, 0.99),
  ]
}
