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

/** Signs principals with the database's key; a signature serves many statements until half its time is over. */
export function principalSigner(key: Buffer, clock: () => number = Date.now): Signer {
  const signed = new LRUCache<string, { readonly text: string; readonly renewAt: number }>({ max: 10_000 })
  const sayings = new WeakMap<Principal, string>()
  const saying = (who: Principal): string => {
    const said = sayings.get(who) ?? sayingOf(who)
    sayings.set(who, said)
    return said
  }
  return who => {
    const said = who === 'system' ? who : saying(who)
    const now = Math.floor(clock() / 1000)
    const known = signed.get(said)
    if (known !== undefined && known.renewAt > now) return known.text
    const whole = `${separator}${now + validity}${separator}${said}`
    const text = createHmac('sha256', key).update(whole).digest('hex') + whole
    signed.set(said, { text, renewAt: now + validity / 2 })
    return text
  }
}

function sayingOf({ role, dealerId, dealerGroupId, regionId, customerId, fleetId }: Principal): string {
  const fields = [role, ...[dealerId, dealerGroupId, regionId, customerId, fleetId].map(id => id ?? '')]
  if (fields.some(field => field.includes(separator) || field.includes('\0')))
    throw new Fault('UNAUTHENTICATED', 'What you say of yourself has control characters in it.')
  return fields.join(separator)
}
