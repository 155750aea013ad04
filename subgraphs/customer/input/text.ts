import { Fault } from '#platform/errors.ts'

/** A text that was given must say something; without the spaces around it. */
export function spoken(field: string, text: string): string {
  const trimmed = text.trim()
  if (trimmed === '') throw new Fault('BAD_USER_INPUT', `${field} is blank: it needs at least one character.`)
  return trimmed
}

/** A text that can be left out, but not be blank; undefined stays undefined. */
export function optional<Absent extends null | undefined>(field: string, text: string | Absent): string | Absent {
  return typeof text === 'string' ? spoken(field, text) : text
}
