import { Fault } from '#platform/errors.ts'

/** A text without outer blanks; a blank or too long one is the caller's fault. */
export function textOf(field: string, value: string, most = 500): string {
  const text = value.trim()
  if (text === '') throw new Fault('BAD_USER_INPUT', `${field} is blank; it must say something.`)
  if (text.length > most)
    throw new Fault('BAD_USER_INPUT', `${field} has ${text.length} characters; at most ${most} are allowed.`)
  return text
}

/** The same for a text that may be left out. */
export function optionalTextOf(field: string, value: string | null | undefined, most?: number): string | null {
  return value == null ? null : textOf(field, value, most)
}

/** A decimal number of at most two decimals from `least` to below `below`. */
export function decimalOf(
  field: string,
  value: string,
  range: { readonly least: number; readonly below: number },
): string {
  const { least, below } = range
  if (!/^-?\d+(\.\d{1,2})?$/.test(value))
    throw new Fault('BAD_USER_INPUT', `${field} is ${value}; at most two decimals are allowed.`)
  if (Number(value) < least || Number(value) >= below)
    throw new Fault('BAD_USER_INPUT', `${field} is ${value}; it must be at least ${least} and below ${below}.`)
  return value
}

/** The amount of a price, which is in the currency of the station. */
export function amountOf(
  field: string,
  price: { readonly amount: string; readonly currency: string },
  currency: string,
): string {
  if (price.currency !== currency)
    throw new Fault('BAD_USER_INPUT', `${field} is in ${price.currency}; this station's prices are in ${currency}.`)
  return decimalOf(field, price.amount, { least: 0, below: 100_000_000 })
}

/** A moment that is not in the future; now when left out. */
export function pastMomentOf(field: string, value: Date | null | undefined, now: Date): Date {
  if (value == null) return now
  if (value > now) throw new Fault('BAD_USER_INPUT', `${field} is in the future; give the time at which it happened.`)
  return value
}
