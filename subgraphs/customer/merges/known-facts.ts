import type { Transaction } from '#platform/database.ts'
import type { CustomerRow } from '../profile/customer.ts'
import { factFields, type CustomerFact, type FactName } from '../profile/fact.ts'
import { findFacts } from '../profile/fact-store.ts'
import { findVerifications } from '../quality/verification-store.ts'
import type { KnownFact, KnownFacts } from './survivorship.ts'

/** What is known of the facts of records, and where each came from. */
export interface Known {
  of(record: CustomerRow): KnownFacts
  /** The entry by which one of the records has a value. */
  origin(name: FactName, value: string | null): CustomerFact | undefined
}

/** Reads how the facts of records are known, the survivor's first. */
export async function readKnownFacts(tx: Transaction, records: readonly CustomerRow[]): Promise<Known> {
  const ids = records.map(({ id }) => id)
  const facts = await findFacts(tx, ids)
  const verifications = await findVerifications(tx, ids)
  const known = (record: CustomerRow, name: FactName): KnownFact => {
    const [field, value] = [factFields[name], record[name]]
    const entry = facts.get(record.id)?.find(each => each.field === field && each.value === value)
    const verified = verifications.get(record.id)?.some(each => each.field === field && each.value === value)
    return { value, validFrom: entry?.validFrom ?? null, verified: verified === true }
  }
  return {
    of: record => ({
      familyName: known(record, 'familyName'),
      givenName: known(record, 'givenName'),
      organisationName: known(record, 'organisationName'),
      organisationType: known(record, 'organisationType'),
      locale: known(record, 'locale'),
      timeZone: known(record, 'timeZone'),
      birthDate: known(record, 'birthDate'),
      since: known(record, 'since'),
    }),
    origin: (name, value) =>
      ids.flatMap(id => facts.get(id) ?? []).find(each => each.field === factFields[name] && each.value === value),
  }
}
