import { demandRole, type Principal } from '#platform/auth.ts'

/** Refuses whoever doesn't plan what is built: the demand of all dealers together is the maker's. */
export const maySeeDemand = (principal: Principal): void =>
  demandRole(principal, ['factory', 'regional-manager', 'developer'], 'Demand is read by')
