import type { Context } from '#platform/context.ts'
import type { Transaction } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import type { Customer } from '../profile/customer.ts'
import { factFields, factNames } from '../profile/fact.ts'
import { insertFactChanges } from '../profile/fact-store.ts'
import type { Difference } from '../profile/facts-fit.ts'
import type { Known } from './known-facts.ts'
import { newestValues } from './merge-store.ts'

interface Kept {
  readonly after: Customer
  readonly known: Known
  readonly changed: readonly Difference[]
}

/** Enters in the joint history of both records what was kept, where its newest entry says otherwise; with its origin. */
export async function enterKept(tx: Transaction, ctx: Context, { after, known, changed }: Kept) {
  const customerId = after.id
  const newest = await newestValues(tx, customerId)
  const entries = factNames.flatMap(name => {
    const [field, newValue] = [factFields[name], after[name]]
    // A record that was loaded without a history has none for what stays as it was.
    if (!newest.has(field) && !changed.some(each => each.name === name)) return []
    const oldValue = newest.get(field) ?? null
    if (oldValue === newValue) return []
    const origin = known.origin(name, newValue)
    const { source, validFrom } = origin ?? { source: 'merge', validFrom: ctx.now }
    const by = { changedAt: ctx.now, changedBy: ctx.principal.name }
    return [{ id: newId('change'), customerId, field, oldValue, newValue, source, validFrom, ...by }]
  })
  await insertFactChanges(tx, entries)
  return entries.map(({ id }) => id)
}
