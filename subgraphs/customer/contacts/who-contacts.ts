import type { Role } from '#platform/auth.ts'

/** Whoever speaks with customers on behalf of a department. */
export const contacting: readonly Role[] = [
  'developer',
  'call-centre',
  'dealer',
  'dealer-sales',
  'dealer-service',
  'regional-manager',
  'key-account',
  'marketing-analyst',
]
