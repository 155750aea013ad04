import type { Role } from '#platform/auth.ts'
import { audienceNames, audiences, tagsOf, type Audience } from './audiences.ts'
import { rightsOfRole, tagRight } from './rights-of.ts'

/** The graph as it is made for one audience: what is outside of it does not exist for those. */
export interface Contract {
  readonly audience: Audience
  /** What everybody of the audience may do. */
  readonly least: ReadonlySet<string>
  /** What somebody of it may do at the most. */
  readonly most: ReadonlySet<string>
}

const byRole = new Map<Role, Contract>(
  audienceNames.flatMap(audience => {
    const roles: readonly Role[] = audiences[audience]
    const contract = {
      audience,
      least: new Set(tagsOf(audience).map(tagRight)),
      most: new Set(roles.flatMap(role => [...rightsOfRole(role)])),
    }
    return roles.map(role => [role, contract] as const)
  }),
)

/** The contract of a role. */
export function contractOf(role: Role): Contract {
  const contract = byRole.get(role)
  if (contract === undefined) throw new Error(`no audience has the role ${role}`)
  return contract
}
