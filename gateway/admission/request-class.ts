import type { Principal } from '#platform/auth.ts'

/** In which order requests are let in when there are too many: plants first, what can wait last. */
export const requestClasses = ['factory', 'portal', 'batch'] as const
export type RequestClass = (typeof requestClasses)[number]

/** A request's class by the role of whoever sends it: systems of integrators can wait, people can't. */
export function classOf({ role }: Principal): RequestClass {
  if (role === 'factory') return 'factory'
  return role === 'integrator' ? 'batch' : 'portal'
}
