import type { Principal, Role } from '#platform/auth.ts'
import { Fault } from '#platform/errors.ts'

const deciders: ReadonlySet<Role> = new Set<Role>(['factory', 'compliance', 'developer'])

/** Refuses whoever is neither a factory's system nor entitled to look into one: what it sent may name anything. */
export function demandDecider({ role }: Principal): void {
  if (!deciders.has(role))
    throw new Fault(
      'FORBIDDEN',
      `Events that were kept apart are for the roles ${[...deciders].join(', ')}; you act as ${role}.`,
    )
}
