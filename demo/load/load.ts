import type { OwnerConnection } from './owner-connection.ts'
import type { Row } from './copy-text.ts'
import type { World } from '../world/world.ts'

/** What the loader of each subgraph is given. */
export interface Load extends OwnerConnection {
  readonly world: World
  /** Appends rows to a table named with its schema. */
  readonly insert: (table: string, rows: Iterable<Row>) => Promise<void>
  /** Notes rows that were written another way. */
  readonly wrote: (table: string, rows: number) => void
}

/** Rows of each thing. */
export function* rowsOf<From>(all: Iterable<From>, of: (one: From) => Row): Generator<Row> {
  for (const one of all) yield of(one)
}

/** Several rows of each thing. */
export function* manyRowsOf<From>(all: Iterable<From>, of: (one: From) => Iterable<Row>): Generator<Row> {
  for (const one of all) yield* of(one)
}
