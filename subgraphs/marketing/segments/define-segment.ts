import type { DefineSegmentInput } from '#generated/marketing.ts'
import type { Context } from '#platform/context.ts'
import type { Transaction } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { Mistake } from '../expression/mistake.ts'
import { readExpression } from '../expression/read-expression.ts'
import { noteOf, textOf } from '../text.ts'
import {
  expressionInvalid,
  nameTaken,
  type ExpressionInvalid,
  type NameTaken,
  type SegmentDefined,
} from './outcomes.ts'
import { lockMemberships, refreshMembers } from './refresh-store.ts'
import { findSegmentNamed, insertSegment, insertVersion } from './segment-changes.ts'
import { versionAfter } from './segment.ts'

/** Defines a segment and finds its first members. */
export async function defineSegment(
  tx: Transaction,
  input: DefineSegmentInput,
  { now, principal }: Context,
): Promise<SegmentDefined | ExpressionInvalid | NameTaken> {
  const segmentId = newId('segment')
  const name = textOf('name', input.name, 120)
  const purpose = noteOf('purpose', input.purpose, 500)
  const expression = readExpression(textOf('expression', input.expression, 4000))
  if (expression instanceof Mistake) return expressionInvalid(expression)

  await lockMemberships(tx)
  const taken = await findSegmentNamed(tx, name)
  if (taken !== null) return nameTaken(name, taken)
  await insertSegment(tx, { id: segmentId, name, purpose, definedAt: now })
  const first = versionAfter({ segmentId, version: 0 }, expression, { madeAt: now, madeBy: principal.name, note: null })
  await insertVersion(tx, first)
  await refreshMembers(tx, { segmentId, version: first.version, expression, now, customerIds: null })
  return { __typename: 'DefineSegmentSuccess', segmentId }
}
