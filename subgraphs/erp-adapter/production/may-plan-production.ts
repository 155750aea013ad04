import { demandRole, type Principal } from '#platform/auth.ts'

/** Refuses whoever neither plans what is built nor develops. */
export const demandProductionPlanner = (principal: Principal): void =>
  demandRole(principal, ['factory', 'developer'], 'Production is planned by')
