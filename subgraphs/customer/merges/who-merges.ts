import type { Role } from '#platform/auth.ts'

/** Whoever sees all records of a customer: a dealer could not know what a merge does to another's. */
export const merging: readonly Role[] = ['developer', 'call-centre', 'compliance']
