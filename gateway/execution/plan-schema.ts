import type { Lookup } from '../supergraph/lookups.ts'
import type { TypeTable } from './type-table.ts'

/** What a plan is compiled against. */
export interface PlanSchema {
  readonly types: TypeTable
  readonly lookups: ReadonlyMap<string, Lookup>
}
