import { Fault } from './errors.ts'

/** The roles of the people and systems that ask. `developer` sees everything and exists in development only. */
export const roles = [
  'developer',
  'call-centre',
  'dealer-sales',
  'dealer-service',
  'regional-manager',
  'key-account',
  'marketing-analyst',
  'factory',
  'integrator',
  'customer',
  'compliance',
] as const
export type Role = (typeof roles)[number]

/** Who asks: a role, a name for the records, and the dealer that he works for, if any. */
export interface Principal {
  readonly name: string
  readonly role: Role
  readonly dealerId: string | null
}

/** Refuses whoever has none of the roles, in a sentence that begins with what they are for: `Material is planned by`. */
export function demandRole({ role }: Principal, allowed: readonly Role[], what: string): void {
  if (!allowed.includes(role))
    throw new Fault('FORBIDDEN', `${what} the roles ${allowed.join(', ')}; you act as ${role}.`)
}

export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

/** Headers that carry the development identity from the client over the gateway to the subgraphs. */
export const identityHeaders = ['autograph-name', 'autograph-role', 'autograph-dealer'] as const

const isRole = (value: string): value is Role => roles.some(role => role === value)

/** The development identity: what the caller says he is, `developer` when he says nothing. */
export function principalFrom(headers: Headers): Principal {
  const [name, role, dealerId] = identityHeaders.map(header => headers[header]?.toString())
  if (role !== undefined && !isRole(role))
    throw new Fault('UNAUTHENTICATED', `Unknown role "${role}" in autograph-role; known are ${roles.join(', ')}.`, {
      // Nothing of the request is answered, so that the response as a whole says it.
      http: { status: 401 },
    })
  if (name === undefined && role === undefined && dealerId === undefined) return nobody
  return { name: name ?? 'anonymous', role: role ?? 'developer', dealerId: dealerId ?? null }
}

/** Whoever says nothing of himself, in development. */
const nobody: Principal = { name: 'anonymous', role: 'developer', dealerId: null }

/** The principal as headers, to pass it on over HTTP. */
export function headersOf(principal: Principal): Record<string, string> {
  return {
    'autograph-name': principal.name,
    'autograph-role': principal.role,
    ...(principal.dealerId === null ? {} : { 'autograph-dealer': principal.dealerId }),
  }
}
