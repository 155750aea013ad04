import type { Principal } from '#platform/auth.ts'
import { headersOf } from '#platform/identity/development-headers.ts'

const known = new WeakMap<Principal, string>()

/** The principal as lines of a request's head, written once for all that is asked on his behalf. */
export function headerLines(principal: Principal): string {
  const lines = known.get(principal)
  if (lines !== undefined) return lines
  const written = Object.entries(headersOf(principal))
    .map(([name, value]) => `${name}: ${safe(value)}\r\n`)
    .join('')
  known.set(principal, written)
  return written
}

// What isn't one character of a header could end the head and begin another request.
const unsafe = /[^\t\x20-\x7e\x80-\xff]/

function safe(value: string): string {
  if (unsafe.test(value)) throw new Error('a principal has a value that cannot be sent as a header')
  return value
}
