import { createHash } from 'node:crypto'

/** What doesn't make another event of it. */
const notItself = new Set(['eventID', 'recordTime', 'errorDeclaration', 'eventTimeZoneOffset'])

/**
 * The id of an event that came without one: a hash of what it tells, so that it is the same when it is sent again,
 * with its fields in another order, its time in another zone, or an error declaration.
 */
export function eventIdOf(event: Readonly<Record<string, unknown>>, eventTime: Date): string {
  const told = Object.entries(event).filter(([field]) => !notItself.has(field))
  const canonical = canonicalText(Object.fromEntries([...told, ['eventTime', eventTime.toISOString()]]))
  return `urn:autograph:event:${createHash('sha256').update(canonical).digest('base64url')}`
}

function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value)
    .filter(([, held]) => held !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([field, held]) => `${JSON.stringify(field)}:${canonicalText(held)}`).join()}}`
}
