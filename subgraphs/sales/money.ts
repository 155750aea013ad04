import { Fault } from '#platform/errors.ts'

/** An amount in its currency, exact. */
export interface Money {
  readonly amount: string
  readonly currency: string
}

/** Hundredths of a currency, exact up to 90 trillion. */
export const toCents = (amount: string): number => Math.round(Number(amount) * 100)

export const fromCents = (cents: number): string => (cents / 100).toFixed(2)

/** A price that somebody gave: not negative, at most two decimals. */
export function givenPrice({ amount, currency }: Money, field: string): Money {
  if (!/^\d{1,12}(\.\d{1,2})?$/.test(amount))
    throw new Fault('BAD_USER_INPUT', `${field} is ${amount}; a price is not negative and has at most two decimals.`)
  return { amount, currency }
}
