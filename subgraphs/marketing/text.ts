import { Fault } from '#platform/errors.ts'

/** A text as it is kept: trimmed, not empty, not longer than it may be, and storable. */
export function textOf(field: string, text: string, most: number): string {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed.length > most)
    throw new Fault('BAD_USER_INPUT', `${field} has ${trimmed.length} characters; it can have 1 to ${most}.`)
  if (trimmed.includes('\0')) throw new Fault('BAD_USER_INPUT', `${field} holds a NUL character, which no text can.`)
  return trimmed
}

/** A text that may be left out; blank is left out too. */
export function noteOf(field: string, text: string | null | undefined, most: number): string | null {
  return text == null || text.trim() === '' ? null : textOf(field, text, most)
}
