import type { ReviseSegmentInput } from '#generated/marketing.ts'
import type { Context } from '#platform/context.ts'
import type { Transaction } from '#platform/database.ts'
import { Mistake } from '../expression/mistake.ts'
import { readExpression } from '../expression/read-expression.ts'
import { noteOf, textOf } from '../text.ts'
import { expressionInvalid, segmentNotFound } from './outcomes.ts'
import type { ExpressionInvalid, NotFound, SegmentRevised } from './outcomes.ts'
import { lockMemberships, refreshMembers } from './refresh-store.ts'
import { insertVersion, markRefreshed } from './segment-changes.ts'
import { findSegments } from './segment-store.ts'
import { versionAfter } from './segment.ts'

/** Gives a segment its next version and finds its members anew; who stays keeps his since. */
export async function reviseSegment(
  tx: Transaction,
  input: ReviseSegmentInput,
  { now, principal }: Context,
): Promise<SegmentRevised | ExpressionInvalid | NotFound> {
  const { segmentId } = input
  const note = noteOf('note', input.note, 500)
  const expression = readExpression(textOf('expression', input.expression, 4000))
  if (expression instanceof Mistake) return expressionInvalid(expression)

  await lockMemberships(tx)
  const segment = (await findSegments(tx, [segmentId])).get(segmentId)
  if (segment === undefined) return segmentNotFound(segmentId)
  const before = { segmentId, version: segment.version }
  const next = versionAfter(before, expression, { madeAt: now, madeBy: principal.name, note })
  await insertVersion(tx, next)
  const movement = await refreshMembers(tx, { segmentId, version: next.version, expression, now, customerIds: null })
  await markRefreshed(tx, [segmentId], now)
  return { __typename: 'ReviseSegmentSuccess', segmentId, ...movement }
}
