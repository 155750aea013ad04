import type { Sql } from 'sql-template-tag'
import type { LegalBasis } from './legal-basis.ts'
import type { Person } from './person.ts'

/** What becomes of the rows when the person is forgotten. */
type Ending =
  /** They go. */
  | { readonly outcome: 'ERASED' }
  /** They stay, without what tells of a person: assignments of `update`. */
  | { readonly outcome: 'ANONYMISED'; readonly set: (person: Person) => Sql }
  /** They stay for the years of a law, counted from the newest of a column, and are used for nothing else. */
  | { readonly outcome: 'RESTRICTED'; readonly basis: LegalBasis; readonly from: string; readonly set?: Sql }

/** Rows of a table that tell of persons. A subgraph lists its own in the order in which they can go. */
export interface Holding {
  readonly table: string
  /** The types of the contract that tell of a person and have their rows here. */
  readonly shows: readonly string[]
  /** The condition of `where` for one person's rows. */
  readonly of: (person: Person) => Sql
  readonly end: Ending
  /** Whether the person is given them when he asks for his data; not where they tell of others as well. @default true */
  readonly isGiven?: boolean
}

export type ErasureOutcome = Ending['outcome']
