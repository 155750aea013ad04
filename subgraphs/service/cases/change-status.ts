import type { Transaction } from '#platform/database.ts'
import { tellOfCase } from './case-activity.ts'
import {
  caseNotFound,
  refuseTransition,
  type CaseNotFound,
  type CaseSuccess,
  type CaseTransitionRefused,
} from './case-outcomes.ts'
import { lockCase, moveCase, type Move } from './case-writes.ts'

export type StatusOutcome<Name extends string> = CaseSuccess<Name> | CaseTransitionRefused | CaseNotFound

/** Moves a case, if its lifecycle has that way, and tells the customer's timeline. */
export async function changeStatus<Name extends string>(
  tx: Transaction,
  { caseId, move, success }: { readonly caseId: string; readonly move: Move; readonly success: Name },
): Promise<StatusOutcome<Name>> {
  const found = await lockCase(tx, caseId)
  if (found === undefined) return caseNotFound(caseId)
  const refused = refuseTransition(found, move.status)
  if (refused !== null) return refused
  await moveCase(tx, caseId, move)
  await tellOfCase(tx, found, `now ${move.status.toLowerCase().replaceAll('_', ' ')}`, move.at)
  return { __typename: success, caseId }
}
