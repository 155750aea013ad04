import type { ProspectInput } from '#generated/customer.ts'
import { Fault } from '#platform/errors.ts'
import { emailAddress } from '../contact-points/email.ts'
import { phoneNumber } from '../contact-points/phone.ts'
import { timeZoneName } from '../input/locale.ts'
import { optional } from '../input/text.ts'

/** Somebody who is perhaps no customer yet, by what he can be met under. */
export interface Prospect {
  readonly phone: string | null
  readonly email: string | null
  readonly company: string | null
  readonly country: string
  readonly timeZone: string
}

/** Reads a prospect into the forms that customers are kept in; nobody can be met under nothing. */
export function readProspect({ country, timeZone, ...input }: ProspectInput): Prospect {
  const phone = optional('prospect.phone', input.phone) ?? null
  const email = optional('prospect.email', input.email) ?? null
  const company = optional('prospect.company', input.company) ?? null
  if (phone === null && email === null && company === null)
    throw new Fault('BAD_USER_INPUT', 'A prospect needs a phone, an e-mail address or a company.')
  return {
    phone: phone === null ? null : phoneNumber(phone, country),
    email: email === null ? null : emailAddress(email),
    company,
    country,
    timeZone: timeZoneName(timeZone),
  }
}
