import type { Value } from './expression.ts'

const dayLength = 24 * 60 * 60 * 1000

/** The moment that a value names: a day starts at midnight UTC; months and years go by the calendar. */
export function momentOf(value: Extract<Value, { kind: 'ago' | 'day' }>, now: Date): Date {
  if (value.kind === 'day') return new Date(`${value.day}T00:00:00Z`)
  switch (value.unit) {
    case 'day':
      return new Date(now.getTime() - value.count * dayLength)
    case 'week':
      return new Date(now.getTime() - value.count * 7 * dayLength)
    case 'month':
      return monthsBefore(now, value.count)
    case 'year':
      return monthsBefore(now, value.count * 12)
  }
}

/** The same day and time of an earlier month, or its last day when it is shorter. */
function monthsBefore(now: Date, months: number): Date {
  const moment = new Date(now)
  moment.setUTCMonth(now.getUTCMonth() - months)
  // A day that the month does not have runs over into the next one.
  if (moment.getUTCDate() !== now.getUTCDate()) moment.setUTCDate(0)
  return moment
}
