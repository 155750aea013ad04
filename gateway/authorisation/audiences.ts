import type { Role } from '#platform/auth.ts'

/**
 * Whom the graph is for, each audience with its roles. `@tag(name:)` with such a name, at a field or a type, says that
 * it is made for that audience and for the others that it names; `public` is for all. What bears no such tag is for
 * whoever comes to it. `staff` are the maker's own people, who have the whole graph: what bears that tag alone is
 * theirs.
 */
export const audiences = {
  public: ['anonymous'],
  customer: ['customer'],
  dealer: ['dealer', 'dealer-sales', 'dealer-service', 'regional-manager'],
  factory: ['factory'],
  integrator: ['integrator'],
  staff: ['developer', 'call-centre', 'key-account', 'marketing-analyst', 'compliance'],
} as const satisfies Readonly<Record<string, readonly Role[]>>
export type Audience = keyof typeof audiences

export const isAudience = (name: string): name is Audience => Object.hasOwn(audiences, name)

export const audienceNames: readonly Audience[] = Object.keys(audiences).filter(isAudience)

/** The tags by which an audience is shown something. */
export const tagsOf = (audience: Audience): readonly Audience[] =>
  audience === 'staff' ? audienceNames : ['public', audience]
