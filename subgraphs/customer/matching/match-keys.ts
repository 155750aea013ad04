import type { Reach } from '../contact-points/contact-point.ts'
import type { CustomerFacts } from '../profile/customer.ts'
import { companyKey } from './company-key.ts'
import type { MatchReason } from './match-reason.ts'
import { nameKey } from './name-key.ts'
import { plainText } from './plain-text.ts'

export interface MatchKey {
  readonly kind: MatchReason
  readonly key: string
}

type Facts = Pick<CustomerFacts, 'familyName' | 'givenName' | 'organisationName' | 'birthDate'>

/** What another record of the same customer would have in common with this one. */
export function matchKeysOf(facts: Facts, reaches: readonly Pick<Reach, 'kind' | 'value' | 'address'>[]): MatchKey[] {
  const name = nameKey(facts)
  const { organisationName, birthDate } = facts
  const keys = [
    ...(organisationName === null ? [] : [{ kind: 'COMPANY' as const, key: companyKey(organisationName) }]),
    ...(name === null ? [] : [{ kind: 'NAME' as const, key: name }]),
    ...(name === null || birthDate === null
      ? []
      : [{ kind: 'NAME_AND_BIRTH_DATE' as const, key: `${name} ${birthDate}` }]),
    ...reaches.flatMap(reach => keysOfReach(reach, name)),
  ]
  // What has no letter nor digit tells nothing, and what two writings come to counts once.
  const once = new Map(keys.map(each => [`${each.kind} ${each.key}`, each]))
  return [...once.values()].filter(({ key }) => key !== '')
}

function keysOfReach(
  { kind, value, address }: Pick<Reach, 'kind' | 'value' | 'address'>,
  name: string | null,
): MatchKey[] {
  if (kind !== 'ADDRESS' && kind !== 'MAIL') return [{ kind, key: value }]
  // Without a street it is thousands' address. A city that is a province is written once or twice.
  if (address === null || address.street === null) return []
  const parts = new Set([address.country, address.region, address.city, address.district, address.street])
  const key = plainText([...parts].filter(part => part !== null).join(''))
  return [
    { kind: 'ADDRESS', key },
    ...(name === null ? [] : [{ kind: 'NAME_AND_ADDRESS' as const, key: `${name} ${key}` }]),
  ]
}
