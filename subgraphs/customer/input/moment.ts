import { Fault } from '#platform/errors.ts'

/** A moment that has come; now when left out. */
export function pastMoment(field: string, given: Date | null | undefined, now: Date): Date {
  if (given == null) return now
  if (given > now)
    throw new Fault('BAD_USER_INPUT', `${field} is ${given.toISOString()}, in the future: it can't be after now.`)
  return given
}
