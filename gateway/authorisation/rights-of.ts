import type { Principal, Role } from '#platform/auth.ts'
import { audienceNames, audiences, tagsOf, type Audience } from './audiences.ts'
import type { Rights } from './demand.ts'
import { policies } from './policies.ts'
import { scopes, scopesOfRole } from './scopes.ts'

const known = new WeakMap<Principal, Rights>()

/** What a principal may do by his role and his token, found once for each. */
export function rightsOf(principal: Principal): Rights {
  const before = known.get(principal)
  if (before !== undefined) return before
  const rights = rightsWith(principal.role, scopesOf(principal))
  known.set(principal, rights)
  return rights
}

/** The most that a role may do: with a token that grants all of it. */
export const rightsOfRole = (role: Role): ReadonlySet<string> => rightsWith(role, scopesOfRole[role])

const rightsWith = (role: Role, granted: readonly string[]): ReadonlySet<string> =>
  new Set([
    ...(role === 'anonymous' ? [] : ['authenticated']),
    ...granted.map(each => `scope:${each}`),
    ...Object.entries(policies)
      .filter(([, roles]) => role === 'developer' || roles.includes(role))
      .map(([name]) => `policy:${name}`),
    ...audienceNames
      .filter(audience => audiences[audience].some(each => each === role))
      .flatMap(audience => tagsOf(audience).map(tagRight)),
  ])

export const tagRight = (tag: Audience): string => `tag:${tag}`

function scopesOf({ role, scopes: told }: Principal): readonly string[] {
  const ofRole = scopesOfRole[role]
  const granted = ofRole.filter(scope => told.includes(scope))
  const isNarrowed = role === 'integrator' || scopes.some(scope => told.includes(scope))
  return isNarrowed ? granted : ofRole
}
