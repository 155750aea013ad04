import { createHash } from 'node:crypto'

/** Somebody to be contacted, as far as the decision needs to know him. */
export interface ContactPerson {
  /** Null for a prospect who is nobody's customer yet. */
  readonly customerId: string | null
  readonly country: string
  readonly timeZone: string
  /** Under what else he can be met: `phone:+86…`, `email:…`, `company:…`. */
  readonly reach: readonly string[]
}

/** What grants of a person are kept under: no number or name stands in a key. */
export function personKeys({ customerId, reach }: Pick<ContactPerson, 'customerId' | 'reach'>): string[] {
  const names = [...(customerId === null ? [] : [`customer:${customerId}`]), ...reach]
  return [...new Set(names)].map(name => createHash('sha256').update(name).digest('base64url'))
}
