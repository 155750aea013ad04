import type { PostalAddressInput } from '#generated/customer.ts'
import { Fault } from '#platform/errors.ts'
import { optional } from '../input/text.ts'
import type { PostalAddress } from './contact-point.ts'

/** Countries that write an address from the large to the small. */
const largeFirst = new Set(['CN', 'HK', 'MO', 'TW', 'JP', 'KR'])

/** Reads an address; the country alone is none. */
export function readAddress(input: PostalAddressInput): PostalAddress {
  const address = {
    country: input.country,
    region: optional('address.region', input.region) ?? null,
    city: optional('address.city', input.city) ?? null,
    district: optional('address.district', input.district) ?? null,
    street: optional('address.street', input.street) ?? null,
    postalCode: optional('address.postalCode', input.postalCode) ?? null,
  }
  const { country: _, ...parts } = address
  if (Object.values(parts).every(part => part === null))
    throw new Fault('BAD_USER_INPUT', 'The address is empty: it needs at least one part beside the country.')
  return address
}

/** The address in one line, in the order of its country. */
export function addressLine({ country, region, city, district, street, postalCode }: PostalAddress): string {
  if (largeFirst.has(country))
    return [[region, city, district, street].map(part => part ?? '').join(''), postalCode].filter(Boolean).join(' ')
  const place = [postalCode, city].filter(part => part !== null).join(' ')
  return [street, district, place, region, country].filter(part => part !== null && part !== '').join(', ')
}
