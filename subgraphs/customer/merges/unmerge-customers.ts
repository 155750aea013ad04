import type { MutationUnmergeCustomersArgs } from '#generated/customer.ts'
import { demandRole } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import type { Transaction } from '#platform/database.ts'
import { customersUnmerged } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import { moveRowsBack } from '#platform/merges/move-rows.ts'
import { mutate } from '#platform/mutation.ts'
import { findErasures } from '../erasure/erasure-store.ts'
import { keepMatchKeys } from '../matching/keep-match-keys.ts'
import { factFields, factNames } from '../profile/fact.ts'
import { publishCustomerChanged } from '../profile/customer-changed.ts'
import { findCustomers, lockCustomersWholly, updateCustomer } from '../profile/customer-store.ts'
import type { CustomerMerge, UndoableMerge } from './merge.ts'
import {
  changedSince,
  deleteChanges,
  findMerges,
  forgetMerge,
  hasLaterMerge,
  lockMerge,
  saveUnmerged,
} from './merge-store.ts'
import { notUndoable } from './not-undoable.ts'
import { merging } from './who-merges.ts'

/** Makes two records of one again, as they were before they were merged. */
export function unmergeCustomers(ctx: Context, input: MutationUnmergeCustomersArgs['input']) {
  demandRole(ctx.principal, merging, 'Merges are undone by')
  const { mergeId } = input
  return mutate(ctx, 'unmergeCustomers', input, async tx => {
    const named = (await findMerges(tx, [mergeId])).get(mergeId)
    if (named === undefined) return mergeUnknown(mergeId)
    // Whoever merges waits for the survivor too: what holds of the merge is read after that.
    await lockCustomersWholly(tx, [named.survivorId])
    const merge = await lockMerge(tx, mergeId)
    if (merge === undefined) return mergeUnknown(mergeId)
    const obstacle = await obstacleTo(tx, merge)
    if (obstacle !== null) return notUndoable(obstacle)
    const { mergedId, survivorId } = merge
    const records = { mergeId, mergedId, survivorId }
    const changed = await changedSince(tx, merge)
    await deleteChanges(tx, merge.changeIds, changed)
    await forgetMerge(tx, mergeId)
    await moveRowsBack(tx, records, { subgraph: 'customer', alone: false })
    await restoreFacts(tx, merge, changed)
    await saveUnmerged(tx, { id: mergeId, at: ctx.now, by: ctx.principal.name })
    await publish(tx, customersUnmerged, [{ key: 'merges', payload: { ...records, customerId: survivorId } }])
    await publishCustomerChanged(tx, [survivorId], ['merge', ...Object.keys(merge.factsBefore)])
    await publishCustomerChanged(tx, [mergedId], ['merge'])
    return { __typename: 'UnmergeCustomersSuccess' as const, customerId: survivorId, mergedId, mergeId }
  })
}

async function obstacleTo(tx: Transaction, merge: CustomerMerge) {
  if (merge.unmergedAt !== null) return 'UNDONE_BEFORE'
  if (await hasLaterMerge(tx, merge)) return 'LATER_MERGE'
  return (await findErasures(tx.asSystem, [merge.survivorId])).size > 0 ? 'BEING_ERASED' : null
}

/** Gives the survivor back the facts that the merge changed, but for those that were changed after it. */
async function restoreFacts(tx: Transaction, merge: UndoableMerge, changed: Awaited<ReturnType<typeof changedSince>>) {
  const { survivorId, mergedId, factsBefore } = merge
  const restored = factNames.filter(name => name in factsBefore && !changed.has(factFields[name]))
  const before = Object.fromEntries(restored.map(name => [name, factsBefore[name]]))
  for (const record of (await findCustomers(tx, [survivorId, mergedId])).values()) {
    const customer = record.id === survivorId ? { ...record, ...before } : record
    await updateCustomer(tx, customer)
    await keepMatchKeys(tx, customer)
  }
}

const mergeUnknown = (mergeId: string) => ({
  __typename: 'MergeUnknown' as const,
  message: `There is no merge ${mergeId}.`,
  mergeId,
})
