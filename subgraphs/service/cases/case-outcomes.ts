import { caseLifecycle } from './case-lifecycle.ts'
import type { Case, CaseStatus } from './case.ts'

export interface CaseSuccess<Name extends string> {
  readonly __typename: Name
  readonly caseId: string
}

export interface CaseTransitionRefused {
  readonly __typename: 'CaseTransitionRefused'
  readonly message: string
  readonly status: CaseStatus
  readonly allowed: CaseStatus[]
}

export interface CaseClosed {
  readonly __typename: 'CaseClosed'
  readonly message: string
  readonly closedAt: Date
}

export interface CaseNotFound {
  readonly __typename: 'CaseNotFound'
  readonly message: string
  readonly caseId: string
}

export const caseNotFound = (caseId: string): CaseNotFound => ({
  __typename: 'CaseNotFound',
  message: `There is no case ${caseId}.`,
  caseId,
})

/** The refusal to move a case to a status that its own does not lead to. */
export function refuseTransition({ status }: Case, to: CaseStatus): CaseTransitionRefused | null {
  const allowed = [...caseLifecycle[status].next]
  if (allowed.includes(to)) return null
  const list = allowed.length === 0 ? 'nowhere' : `to ${allowed.join(', ')}`
  return { __typename: 'CaseTransitionRefused', message: `From ${status} a case can go ${list}.`, status, allowed }
}
