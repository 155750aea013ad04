import type { Role } from '#platform/auth.ts'

/** The rules that `@policy` names, each with the roles that fulfil it; `developer` fulfils them all. */
export const policies: Readonly<Record<string, readonly Role[]>> = {
  /** Who works with dealers' figures and contracts: not the workshop. */
  dealings: [
    'call-centre',
    'dealer',
    'dealer-sales',
    'regional-manager',
    'key-account',
    'marketing-analyst',
    'compliance',
  ],
}
