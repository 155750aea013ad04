import { Fault } from '../errors.ts'
import type { Asker } from './asker.ts'
import type { Headers } from './headers.ts'
import { reasonShape } from './principal-shape.ts'

/** The header in which somebody says why he looks at people. */
export const reasonHeader = 'x-access-reason'

/** Whom somebody became by the reason that he gave last. */
const before = new WeakMap<Asker, Asker>()

/** Somebody with the reason that he gives in a request; it is his for this request alone. */
export function withReason(asker: Asker, headers: Headers): Asker {
  const said = headers[reasonHeader]?.toString()
  if (said === undefined) return asker
  const given = decodedHeader(said)
  const known = before.get(asker)
  if (known?.principal.reason === given) return known
  const { data: reason } = reasonShape.safeParse(given)
  if (reason === undefined)
    throw new Fault('BAD_USER_INPUT', `${reasonHeader} is a reason of 1 to 200 characters in one line.`)
  const reasoned = { ...asker, principal: { ...asker.principal, reason } }
  before.set(asker, reasoned)
  return reasoned
}

/** Headers are written in ASCII: other characters come in percent encoding. */
export function decodedHeader(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
