import type { MutationMergeCustomersArgs } from '#generated/customer.ts'
import { demandRole } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import type { Transaction } from '#platform/database.ts'
import { customersMerged } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import { moveRows } from '#platform/merges/move-rows.ts'
import { mutate } from '#platform/mutation.ts'
import { findErasures } from '../erasure/erasure-store.ts'
import { optional } from '../input/text.ts'
import { keepMatchKeys, saveMatchKeys } from '../matching/keep-match-keys.ts'
import type { CustomerRow } from '../profile/customer.ts'
import { publishCustomerChanged } from '../profile/customer-changed.ts'
import { lockCustomersWholly, updateCustomer } from '../profile/customer-store.ts'
import { customerUnknown } from '../profile/customer-unknown.ts'
import { differences, misfitOf } from '../profile/facts-fit.ts'
import { enterKept } from './enter-kept.ts'
import { readKnownFacts } from './known-facts.ts'
import { insertMerge, noteMerge } from './merge-store.ts'
import { notMergeable } from './not-mergeable.ts'
import { readChoices } from './read-choices.ts'
import { survivorship } from './survivorship.ts'
import { merging } from './who-merges.ts'

/** Makes two records one: what other subgraphs keep of the merged follows by event. */
export function mergeCustomers(ctx: Context, input: MutationMergeCustomersArgs['input']) {
  demandRole(ctx.principal, merging, 'Customers are merged by')
  const { survivorId, mergedId } = input
  const choices = readChoices(input.choices)
  const reason = optional('reason', input.reason) ?? null
  return mutate(ctx, 'mergeCustomers', input, async tx => {
    const found = await lockCustomersWholly(tx, [survivorId, mergedId])
    const [survivor, merged] = [found.get(survivorId), found.get(mergedId)]
    if (survivor === undefined) return customerUnknown(survivorId)
    if (merged === undefined) return customerUnknown(mergedId)
    const obstacle = await obstacleTo(tx, survivor, merged)
    if (obstacle !== null) return notMergeable(obstacle)
    const known = await readKnownFacts(tx, [survivor, merged])
    const { fromMerged, decisions } = survivorship(known.of(survivor), known.of(merged), choices)
    const after = { ...survivor, ...Object.fromEntries(fromMerged.map(name => [name, merged[name]])) }
    const misfit = misfitOf(after)
    if (misfit !== null) return { __typename: 'CustomerFactsRefused' as const, ...misfit, fields: [...misfit.fields] }
    const changed = differences(survivor, after)
    const merge = { id: newId('merge'), mergedId: merged.id, survivorId: survivor.id, reason, decisions }
    const records = { mergeId: merge.id, mergedId: merged.id, survivorId: survivor.id }
    await noteMerge(tx, merge)
    await saveMatchKeys(tx, merged.id, [])
    await moveRows(tx, records, { subgraph: 'customer', alone: false })
    await updateCustomer(tx, after)
    const changeIds = await enterKept(tx, ctx, { after, known, changed })
    await keepMatchKeys(tx, after)
    const factsBefore = Object.fromEntries(changed.map(({ name, oldValue }) => [name, oldValue]))
    await insertMerge(tx, { ...merge, factsBefore, changeIds, mergedAt: ctx.now, mergedBy: ctx.principal.name })
    await publish(tx, customersMerged, [{ key: 'merges', payload: { ...records, customerId: survivor.id } }])
    await publishCustomerChanged(tx, [survivor.id], ['merge', ...changed.map(({ name }) => name)])
    return { __typename: 'MergeCustomersSuccess' as const, customerId: survivor.id, mergeId: merge.id }
  })
}

async function obstacleTo(tx: Transaction, survivor: CustomerRow, merged: CustomerRow) {
  if (survivor.id === merged.id) return 'SAME_CUSTOMER'
  if (survivor.kind !== merged.kind) return 'KINDS_DIFFER'
  const erasures = await findErasures(tx.asSystem, [survivor.id, merged.id])
  return erasures.size > 0 ? 'BEING_ERASED' : null
}
