import type { Principal } from '#platform/auth.ts'
import { Fault } from '#platform/errors.ts'

/** Refuses whoever doesn't plan what is built: the demand of all dealers together is the maker's. */
export function maySeeDemand({ role }: Principal): void {
  if (role !== 'factory' && role !== 'regional-manager' && role !== 'developer')
    throw new Fault(
      'FORBIDDEN',
      `Demand is read by the roles factory, regional-manager, developer; you act as ${role}.`,
    )
}
