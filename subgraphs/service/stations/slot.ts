import { Fault } from '#platform/errors.ts'

/** A time at a station for which cars can be booked in. */
export interface Slot {
  readonly stationId: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly capacity: number
  readonly booked: number
}

const day = 24 * 60 * 60 * 1000

/** Slots are given out for at most 31 days at a time. */
export function checkSlotSpan(from: Date, until: Date): void {
  const days = (until.getTime() - from.getTime()) / day
  if (days <= 0) throw new Fault('BAD_USER_INPUT', 'until must be later than from.')
  if (days > 31)
    throw new Fault('BAD_USER_INPUT', 'Slots are given out for at most 31 days: bring until closer to from.')
}
