import { median } from '../measure.ts'

/** What a round of pushes took. */
export interface Round {
  /** Events in a second, pushed and bare. */
  readonly rate: number
  readonly bareRate: number
  /** CPU of an event in microseconds, of Node and of PostgreSQL. */
  readonly node: number
  readonly postgres: number
  readonly barePostgres: number
  /** How long each document took, in milliseconds. */
  readonly documents: readonly number[]
  /** How long it took from each push of a single car until the graph showed it, in milliseconds. */
  readonly visible: readonly number[]
}

export const ingestHead = [
  'stored',
  'cars a document',
  'events/s',
  'bare/s',
  'ratio',
  'node µs',
  'PG µs',
  'bare PG µs',
  'document p50 ms',
  'p99 ms',
  'visible p50 ms',
  'p99 ms',
]

/** A row of the table, after what was measured: events stored before, and cars a document. */
export function ingestRow(measured: readonly [stored: number, cars: number], rounds: readonly Round[]): string[] {
  const middle = (read: (round: Round) => number): number => median(rounds.map(read))
  const rank = (times: readonly number[], share: number): string =>
    (times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN).toFixed(0)
  const documents = rounds.flatMap(round => round.documents)
  const visible = rounds.flatMap(round => round.visible)
  return [
    ...measured.map(String),
    middle(round => round.rate).toFixed(0),
    middle(round => round.bareRate).toFixed(0),
    middle(round => round.rate / round.bareRate).toFixed(2),
    middle(round => round.node).toFixed(1),
    middle(round => round.postgres).toFixed(1),
    middle(round => round.barePostgres).toFixed(1),
    rank(documents, 0.5),
    rank(documents, 0.99),
    rank(visible, 0.5),
    rank(visible, 0.99),
  ]
}
