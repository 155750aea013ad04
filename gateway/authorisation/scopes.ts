import type { Role } from '#platform/auth.ts'

/** What scopes of the graph open. */
export const scopes = [
  /** Cars: their build, place, status and plates. */
  'vehicles',
  /** Plants: orders, stations, quality, parts and material. */
  'production',
  /** People, and what is about them: contacts, consents, leads, orders, sales, roles on cars. */
  'people',
  /** Workshops: work on cars, recalls, warranties, and cases. */
  'service',
  /** Campaigns, segments and messages. */
  'marketing',
] as const
type Scope = (typeof scopes)[number]

/**
 * The scopes that a role can have. An integrator has those of them that his token grants; all others have their role's,
 * and when their token names some of these, only those.
 */
export const scopesOfRole: Readonly<Record<Role, readonly Scope[]>> = {
  developer: scopes,
  'call-centre': scopes,
  dealer: scopes,
  'dealer-sales': scopes,
  'dealer-service': scopes,
  'regional-manager': scopes,
  'key-account': scopes,
  'marketing-analyst': scopes,
  compliance: scopes,
  customer: scopes,
  factory: ['vehicles', 'production'],
  integrator: scopes,
  anonymous: [],
}
