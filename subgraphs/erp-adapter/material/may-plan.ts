import { demandRole, type Principal } from '#platform/auth.ts'

/** Refuses whoever neither plans material nor develops. */
export const demandPlanner = (principal: Principal): void =>
  demandRole(principal, ['factory', 'developer'], 'Material is planned by')
