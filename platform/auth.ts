import { Fault } from './errors.ts'

/**
 * The roles of the people and systems that ask. `dealer` works at both desks of his dealer; `developer` sees everything and exists in development only; `anonymous`
 * is whoever says nothing of himself, where that is taken.
 */
export const roles = [
  'developer',
  'call-centre',
  'dealer',
  'dealer-sales',
  'dealer-service',
  'regional-manager',
  'key-account',
  'marketing-analyst',
  'factory',
  'integrator',
  'customer',
  'compliance',
  'anonymous',
] as const
export type Role = (typeof roles)[number]

/** Who works at a dealer: at his sales desk, in his workshop, or at both. */
export type DealerRole = 'dealer' | 'dealer-sales' | 'dealer-service'

/** The roles that a token can give. */
export const grantableRoles = roles.filter(role => role !== 'developer' && role !== 'anonymous')

/** What may be known of everybody who asks; null where nothing was said. */
interface Anyone {
  /** The subject: one person or system, for the records. */
  readonly name: string
  /** The dealer that he works for. */
  readonly dealerId: string | null
  /** The group of dealers that he works for. */
  readonly dealerGroupId: string | null
  /** The region that he looks after. */
  readonly regionId: string | null
  /** The customer that he is. */
  readonly customerId: string | null
  /** The organisation whose fleet he looks after: a customer's id. */
  readonly fleetId: string | null
  /** What a system was granted by name; no grant counts for more than its role. */
  readonly scopes: readonly string[]
  /** Why he looks at people, as he said with this request. */
  readonly reason: string | null
}

/** Roles that are nothing without something of their own to see. */
type Bound =
  | { readonly role: DealerRole; readonly dealerId: string }
  | { readonly role: 'regional-manager'; readonly regionId: string }
  | { readonly role: 'customer'; readonly customerId: string }

/** Who asks: a role, a name for the records, and whom he works for. A dealer's role has a dealer, and so on. */
export type Principal = Anyone & (Bound | { readonly role: Exclude<Role, Bound['role']> })

/** Whether somebody works at a dealer, at whichever desk. */
export const isDealer = (principal: Principal): principal is Principal & { readonly role: DealerRole } =>
  principal.role === 'dealer' || principal.role === 'dealer-sales' || principal.role === 'dealer-service'

/** Refuses whoever has none of the roles, in a sentence that begins with what they are for: `Material is planned by`. */
export function demandRole({ role }: Principal, allowed: readonly Role[], what: string): void {
  if (!allowed.includes(role))
    throw new Fault('FORBIDDEN', `${what} the roles ${allowed.join(', ')}; you act as ${role}.`)
}
