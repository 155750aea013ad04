import { demandRole, type Principal, type Role } from '#platform/auth.ts'

/** A factory's systems, and those who are entitled to look into one: what a factory sent may name anything. */
export const deciders: readonly Role[] = ['factory', 'compliance', 'developer']

/** Refuses whoever may not see and decide about events that were kept apart. */
export const demandDecider = (principal: Principal): void =>
  demandRole(principal, deciders, 'Events that were kept apart are for')
