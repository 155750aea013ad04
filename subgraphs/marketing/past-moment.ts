import { Fault } from '#platform/errors.ts'

/** A moment that a caller says has passed; now, when he says nothing. */
export function pastMoment(field: string, moment: Date | null | undefined, now: Date): Date {
  if (moment == null) return now
  if (moment > now) throw new Fault('BAD_USER_INPUT', `${field} is ${moment.toISOString()}; it can't be in the future.`)
  return moment
}
