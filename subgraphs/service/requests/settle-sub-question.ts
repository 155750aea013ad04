import type { Transaction } from '#platform/database.ts'
import { findQuestions } from './request-parts-store.ts'
import type { RequestSuccess, SubQuestionNotFound, SubQuestionSettled } from './request-outcomes.ts'
import { lockRequest } from './request-writes.ts'
import { settleQuestion, type Settlement } from './sub-question-writes.ts'
import { tellOfRequest } from './tell-of-request.ts'

export type SettlementOutcome<Name extends string> = RequestSuccess<Name> | SubQuestionSettled | SubQuestionNotFound

/** Answers or waives a question that is open, and tells of it. */
export async function settleSubQuestion<Name extends string>(
  tx: Transaction,
  subQuestionId: string,
  { settlement, success }: { readonly settlement: Settlement; readonly success: Name },
): Promise<SettlementOutcome<Name>> {
  const named = (await findQuestions(tx, [subQuestionId])).get(subQuestionId)
  const request = named && (await lockRequest(tx, named.requestId))
  // Somebody else may have settled it before the request was locked.
  const found = request && (await findQuestions(tx, [subQuestionId])).get(subQuestionId)
  if (request === undefined || found === undefined)
    return { __typename: 'SubQuestionNotFound', message: `There is no question ${subQuestionId}.`, subQuestionId }
  const { department, status } = found
  if (status !== 'OPEN')
    return { __typename: 'SubQuestionSettled', message: `The question is ${status.toLowerCase()} already.`, status }
  await settleQuestion(tx, subQuestionId, settlement)
  const { status: kind, by, at } = settlement
  const told = { kind, departments: [department], from: request.department, by, at, subQuestions: [found] }
  await tellOfRequest(tx, request, told)
  return { __typename: success, requestId: request.id }
}
