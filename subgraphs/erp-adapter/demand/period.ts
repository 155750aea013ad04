import { Fault } from '#platform/errors.ts'

const dayLength = 86_400_000
const longest = 3 * 366

/** Some days, the first and the last included. */
export interface Period {
  readonly from: string
  readonly to: string
}

/** Reads a period; one that ends before it begins or is too long is the caller's fault. */
export function periodOf({ from, to }: Period): Period {
  if (to < from) throw new Fault('BAD_USER_INPUT', 'to is before from.')
  if (daysIn({ from, to }) > longest) throw new Fault('BAD_USER_INPUT', 'to is more than three years after from.')
  return { from, to }
}

/** Days of a period up to a moment, that of the moment included; 0 when it begins later. */
export function daysUntil({ from, to }: Period, now: Date): number {
  const today = now.toISOString().slice(0, 10)
  return Math.max(0, daysIn({ from, to: today < to ? today : to }))
}

const daysIn = ({ from, to }: Period): number => (Date.parse(to) - Date.parse(from)) / dayLength + 1
