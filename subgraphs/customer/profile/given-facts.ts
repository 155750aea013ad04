import { Fault } from '#platform/errors.ts'
import { dayIn, localeTag, timeZoneName } from '../input/locale.ts'
import { optional } from '../input/text.ts'
import type { CustomerFacts } from './customer.ts'
import { factNames } from './fact.ts'

/** Facts as a caller gives them: undefined stays as it is, null removes. */
export type GivenFacts = { readonly [Name in keyof CustomerFacts]?: CustomerFacts[Name] | null | undefined }

/** Facts that were read: what can't be removed is not null. */
export type ReadFacts = { readonly [Name in keyof CustomerFacts]?: CustomerFacts[Name] | undefined }

/** Reads given facts into their normal form; anything malformed is the caller's fault. */
export function readFacts(given: GivenFacts, now: Date): ReadFacts {
  const { locale, timeZone, since } = given
  if (locale === null || timeZone === null || since === null)
    throw new Fault('BAD_USER_INPUT', 'locale, timeZone and since can be changed, not removed.')
  const zone = timeZone === undefined ? undefined : timeZoneName(timeZone)
  // The first day to come anywhere in the world: nobody is born or became a customer after it.
  const latest = dayIn('Pacific/Kiritimati', now)
  return {
    familyName: optional('familyName', given.familyName),
    givenName: optional('givenName', given.givenName),
    organisationName: optional('organisationName', given.organisationName),
    organisationType: given.organisationType,
    locale: locale === undefined ? undefined : localeTag(locale),
    timeZone: zone,
    birthDate: dayUntil('birthDate', given.birthDate, latest),
    since: dayUntil('since', since, latest),
  }
}

function dayUntil<Absent extends null | undefined>(
  field: string,
  day: string | Absent,
  latest: string,
): string | Absent {
  if (typeof day === 'string' && (day > latest || day < '1850-01-01'))
    throw new Fault('BAD_USER_INPUT', `${field} is ${day}: it can be from 1850-01-01 until today.`)
  return day
}

/** The facts with those that were given in place of the old. */
export function withFacts<Facts extends CustomerFacts>(facts: Facts, given: ReadFacts): Facts {
  const set = Object.fromEntries(factNames.flatMap(name => (given[name] === undefined ? [] : [[name, given[name]]])))
  return { ...facts, ...set }
}
