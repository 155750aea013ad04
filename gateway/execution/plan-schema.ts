import type { ContextSource } from '../contexts/context-source.ts'
import type { Lookup } from '../supergraph/lookups.ts'
import type { IsPublic } from '../supergraph/publics.ts'
import type { TypeTable } from './type-table.ts'

/** What a plan is compiled against. */
export interface PlanSchema {
  readonly types: TypeTable
  readonly lookups: ReadonlyMap<string, Lookup>
  readonly isPublic: IsPublic
  /** The name of the client's operation, which the subgraphs are told. @default it has none */
  readonly operationName?: string | undefined
  /** Where the values of variables stand that no client gives, but objects of the answer. @default none */
  readonly sources?: ReadonlyMap<string, ContextSource>
}
