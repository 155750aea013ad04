import { createHmac } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Principal } from './auth.ts'
import { Fault } from './errors.ts'

/** On whose behalf a statement runs: a caller's, or the program's own. */
export type Who = Principal | 'system'

/** Says who asks in a way that the database believes. */
export type Signer = (who: Who) => string

/** How long a signature holds, in seconds; a statement ends sooner. */
const validity = 120

const separator = '\u001F'

interface Signature {
  readonly text: string
  /** The second from which it is made anew. */
  readonly renewAt: number
}

/** Signs principals with the database's key; a signature serves many statements until half its time is over. */
export function principalSigner(key: Buffer, clock: () => number = Date.now): Signer {
  // Every statement asks: who is the same object as before is known by that, who says the same by his words.
  const byWho = new WeakMap<Principal, Signature>()
  const bySaying = new LRUCache<string, Signature>({ max: 10_000 })
  const signed = (said: string, now: number): Signature => {
    const known = bySaying.get(said)
    if (known !== undefined && known.renewAt > now) return known
    const whole = `${separator}${now + validity}${separator}${said}`
    const text = createHmac('sha256', key).update(whole).digest('hex') + whole
    const signature = { text, renewAt: now + validity / 2 }
    bySaying.set(said, signature)
    return signature
  }
  return who => {
    const now = Math.floor(clock() / 1000)
    if (who === 'system') return signed(who, now).text
    const known = byWho.get(who)
    if (known !== undefined && known.renewAt > now) return known.text
    const signature = signed(sayingOf(who), now)
    byWho.set(who, signature)
    return signature.text
  }
}

function sayingOf({ role, dealerId, dealerGroupId, regionId, customerId, fleetId }: Principal): string {
  const fields = [role, ...[dealerId, dealerGroupId, regionId, customerId, fleetId].map(id => id ?? '')]
  if (fields.some(field => field.includes(separator) || field.includes('\0')))
    throw new Fault('UNAUTHENTICATED', 'What you say of yourself has control characters in it.')
  return fields.join(separator)
}
