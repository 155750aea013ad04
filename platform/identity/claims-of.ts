import type { Role } from '../auth.ts'
import type { TrustedIssuer } from './trusted-issuer.ts'

type Fields = Readonly<Record<string, unknown>>

/** What a verified token says of who asks, in our words; nothing of it is checked. */
export function claimsOf(
  payload: Fields,
  { claims, prefix, roles }: Pick<TrustedIssuer, 'claims' | 'prefix' | 'roles'>,
): Fields {
  const text = (claim: string): string | undefined => textIn(valueAt(payload, claim))
  const granted = new Set<Role>(wordsIn(valueAt(payload, claims.role)).flatMap(word => roles.get(word) ?? []))
  const name = text(claims.name)
  return {
    name: name === undefined ? undefined : prefix + name,
    role: oneOf(granted),
    dealerId: text(claims.dealerId),
    dealerGroupId: text(claims.dealerGroupId),
    regionId: text(claims.regionId),
    customerId: text(claims.customerId),
    fleetId: text(claims.fleetId),
    scopes: wordsIn(valueAt(payload, claims.scopes)),
  }
}

/** The role that somebody asks in. Both desks of a dealer are one; whoever has other roles would have to say in which. */
function oneOf(granted: ReadonlySet<Role>): Role | undefined {
  const [role] = granted
  const isBothDesks = granted.size === 2 && granted.has('dealer-sales') && granted.has('dealer-service')
  return isBothDesks ? 'dealer' : granted.size === 1 ? role : undefined
}

/** The value of a claim by its name, or by its path with points, such as `realm_access.roles`. */
function valueAt(fields: Fields, claim: string): unknown {
  if (Object.hasOwn(fields, claim)) return fields[claim]
  const [first = '', ...rest] = claim.split('.')
  const inner = Object.hasOwn(fields, first) ? fields[first] : undefined
  return rest.length > 0 && isFields(inner) ? valueAt(inner, rest.join('.')) : undefined
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null

/** One value; a list of one counts as its value. */
function textIn(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.length === 1 ? textIn(value[0]) : undefined
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? value : undefined
}

/** Several values: a list, or one text with spaces between. */
function wordsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.split(' ').filter(word => word !== '')
  return Array.isArray(value) ? value.filter(each => typeof each === 'string') : []
}
