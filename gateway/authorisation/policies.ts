import type { Role } from '#platform/auth.ts'

/** The rules that `@policy` names, each with the roles that fulfil it; `developer` fulfils them all. */
export const policies: Readonly<Record<string, readonly Role[]>> = {
  /** Who works with dealers' figures and contracts. */
  dealings: [
    'call-centre',
    'dealer-sales',
    'dealer-service',
    'regional-manager',
    'key-account',
    'marketing-analyst',
    'compliance',
  ],
}
