import type { Principal } from '#platform/auth.ts'
import type { Rights } from './demand.ts'
import { policies } from './policies.ts'
import { scopes, scopesOfRole } from './scopes.ts'

const known = new WeakMap<Principal, Rights>()

/** What a principal may do by his role and his token, found once for each. */
export function rightsOf(principal: Principal): Rights {
  const before = known.get(principal)
  if (before !== undefined) return before
  const rights = new Set([
    ...(principal.role === 'anonymous' ? [] : ['authenticated']),
    ...scopesOf(principal).map(each => `scope:${each}`),
    ...Object.entries(policies)
      .filter(([, roles]) => principal.role === 'developer' || roles.includes(principal.role))
      .map(([name]) => `policy:${name}`),
  ])
  known.set(principal, rights)
  return rights
}

function scopesOf({ role, scopes: told }: Principal): readonly string[] {
  const ofRole = scopesOfRole[role]
  const granted = ofRole.filter(scope => told.includes(scope))
  const isNarrowed = role === 'integrator' || scopes.some(scope => told.includes(scope))
  return isNarrowed ? granted : ofRole
}
