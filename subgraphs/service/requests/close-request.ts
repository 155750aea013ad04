import type { Transaction } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { insertLoop } from '../loops/loop-writes.ts'
import { isLow } from '../loops/loop.ts'
import {
  notInvolved,
  questionsOpen,
  refuseClosed,
  requestNotFound,
  type DepartmentOutcome,
  type RequestClosed,
  type RequestNotFound,
  type RequestSuccess,
  type SubQuestionsOpen,
} from './request-outcomes.ts'
import { questionsOf } from './request-parts-store.ts'
import type { Rating } from './request.ts'
import { closeLocked, lockRequest, saveRatings } from './request-writes.ts'
import { leaveStep } from './step-writes.ts'
import { tellOfRequest } from './tell-of-request.ts'

export interface Closing {
  readonly requestId: string
  readonly answer: string
  readonly ratings: readonly Pick<Rating, 'department' | 'score' | 'note'>[]
  readonly by: string
  readonly at: Date
}

type Outcome =
  | RequestSuccess<'CloseRequestSuccess'>
  | SubQuestionsOpen
  | DepartmentOutcome<'DepartmentNotInvolved'>
  | RequestClosed
  | RequestNotFound

/** Closes a request whose questions are all settled, and keeps what departments' work was worth. */
export async function closeRequest(tx: Transaction, closing: Closing): Promise<Outcome> {
  const { requestId, answer, by, at } = closing
  const request = await lockRequest(tx, requestId)
  if (request === undefined) return requestNotFound(requestId)
  const closed = refuseClosed(request)
  if (closed !== null) return closed
  const unsettled = ((await questionsOf(tx, [requestId])).get(requestId) ?? []).filter(each => each.status === 'OPEN')
  if (unsettled.length > 0) return questionsOpen(unsettled)
  const { departments, department, ownerDepartment } = request
  const others = new Set(departments.filter(each => each !== ownerDepartment))
  const outsider = closing.ratings.find(each => !others.has(each.department))
  if (outsider !== undefined) return notInvolved(outsider.department)
  await leaveStep(tx, requestId, at)
  await closeLocked(tx, requestId, { answer, at })
  await saveRatings(
    tx,
    closing.ratings.map(rating => ({ ...rating, requestId, ratedBy: by, ratedAt: at })),
  )
  for (const low of closing.ratings.filter(({ score }) => isLow(score))) {
    const { subject, customerId, dealerId, ownerId } = request
    const source = { caseId: null, requestId, subject, customerId, dealerId, department: low.department, ownerId }
    const opened = { id: newId('loop'), openedBy: by, openedAt: at }
    await insertLoop(tx, { ...source, ...opened, trigger: 'LOW_INTERNAL_SCORE' })
  }
  await tellOfRequest(tx, request, { kind: 'CLOSED', departments: [department], from: department, by, at })
  return { __typename: 'CloseRequestSuccess', requestId }
}
