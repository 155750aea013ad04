import type { Context } from '#platform/context.ts'
import type { Transaction } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import type { FactChange, FactField } from './fact.ts'
import { insertFactChanges } from './fact-store.ts'

export interface Told {
  readonly customerId: string
  /** System or department that told the facts. */
  readonly source: string
  readonly validFrom: Date
}

type Change = Pick<FactChange, 'oldValue' | 'newValue'> & { readonly field: FactField }

/** Enters changes in the customer's history, by who asks, now; returns their ids. */
export async function recordFacts(
  tx: Transaction,
  ctx: Context,
  { told, changes }: { readonly told: Told; readonly changes: readonly Change[] },
): Promise<string[]> {
  const entries = changes.map(({ field, oldValue, newValue }) => ({
    ...told,
    id: newId('change'),
    field,
    oldValue,
    newValue,
    changedAt: ctx.now,
    changedBy: ctx.principal.name,
  }))
  await insertFactChanges(tx, entries)
  return entries.map(entry => entry.id)
}
