import type { Transaction } from '#platform/database.ts'
import { findContactPointsOf } from '../contact-points/contact-point-store.ts'
import type { Customer } from '../profile/customer.ts'
import { holdKeys, keepDuplicates } from '../duplicates/keep-duplicates.ts'
import { matchKeysOf, type MatchKey } from './match-keys.ts'
import { telling } from './match-reason.ts'
import { replaceMatchKeys } from './match-store.ts'

/** Lets a customer be found by what holds of him now; called wherever a fact or a contact point has changed. */
export async function keepMatchKeys(tx: Transaction, customer: Customer): Promise<void> {
  const points = await findContactPointsOf(tx, [customer.id], false)
  await saveMatchKeys(tx, customer.id, matchKeysOf(customer, points.get(customer.id) ?? []))
}

/** Makes these a customer's keys, and keeps with whom he may be one. */
export async function saveMatchKeys(tx: Transaction, customerId: string, keys: readonly MatchKey[]): Promise<void> {
  await holdKeys(
    tx,
    keys.filter(isTelling).map(({ kind, key }) => `${kind} ${key}`),
  )
  await replaceMatchKeys(tx, customerId, keys)
  await keepDuplicates(tx, customerId)
}

const isTelling = ({ kind }: MatchKey): boolean => telling.some(each => each === kind)
