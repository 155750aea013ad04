import type { Principal } from '#platform/auth.ts'
import { Fault } from '#platform/errors.ts'

/** Refuses whoever neither plans material nor develops. */
export function demandPlanner({ role }: Principal): void {
  if (role !== 'factory' && role !== 'developer')
    throw new Fault('FORBIDDEN', `Material is planned by the roles factory, developer; you act as ${role}.`)
}
