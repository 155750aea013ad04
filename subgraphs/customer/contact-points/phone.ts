import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js'
import { Fault } from '#platform/errors.ts'

/** A phone number in E.164; one without a country code is taken as of the given country. */
export function phoneNumber(text: string, country: string): string {
  const number = isSupportedCountry(country) ? parsePhoneNumberFromString(text, country) : undefined
  if (number?.isValid() !== true)
    throw new Fault(
      'BAD_USER_INPUT',
      `This is no phone number of ${country}: write it as there, or with + and the country code.`,
    )
  return number.number
}
