import type { Parts, SmallAnswer } from './small-graph.ts'

/** A small supergraph and what is asked of it, with the literal answers. */
export interface FederationCase {
  readonly title: string
  readonly parts: Parts
  readonly asks: readonly Asked[]
}

export interface Asked {
  readonly text: string
  readonly variables?: Readonly<Record<string, unknown>>
  readonly data: SmallAnswer['data']
  /** Places of the errors. @default none */
  readonly errors?: readonly string[]
}

type Row = Readonly<Record<string, unknown>>

/** A reference resolver: the row that agrees with the reference in these keys, and what came with the reference. */
export const byKeys =
  (rows: readonly Row[], ...keys: readonly string[]) =>
  (reference: Row): Row | null => {
    const row = rows.find(each => keys.every(key => each[key] === reference[key]))
    return row === undefined ? null : { ...reference, ...row }
  }
