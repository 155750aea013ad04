import type { OperationTypeNode } from 'graphql'
import { Fault, faults, type FaultCode } from '#platform/errors.ts'
import { RequestRefused } from '../planning/request-refused.ts'
import type { Marked } from './mark-denied.ts'

/** What becomes of a request for something that its caller may not use: null there with an error, or it is refused. */
export const denials = ['null', 'refuse'] as const
export type Denial = (typeof denials)[number]

export const deniedCode = 'UNAUTHORIZED_FIELD' satisfies FaultCode

export const deniedMessage = (place: string): string => `You may not use ${place}.`

/** Refuses an operation of which something is denied, where that is wished; a subscription has no answer to put null in. */
export function refuseDenied({ denied }: Marked, denial: Denial, kind: `${OperationTypeNode}`): void {
  if (denied.size === 0 || (denial === 'null' && kind !== 'subscription')) return
  const errors = [...denied].map(place => new Fault('UNAUTHORIZED_FIELD', deniedMessage(place), { coordinate: place }))
  throw new RequestRefused(errors, faults[deniedCode].status)
}
