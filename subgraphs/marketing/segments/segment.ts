import type { Expression } from '../expression/expression.ts'
import { print } from '../expression/print.ts'
import { readExpression } from '../expression/read-expression.ts'
import { Mistake } from '../expression/mistake.ts'
import { attributesOf } from '../expression/reasons.ts'

export interface SegmentRow {
  readonly id: string
  readonly name: string
  readonly purpose: string | null
  readonly expression: string
  readonly version: number
  readonly definedAt: Date
  readonly refreshedAt: Date
}

export interface SegmentVersionRow {
  readonly segmentId: string
  readonly version: number
  readonly expression: string
  readonly attributes: string[]
  readonly note: string | null
  readonly basedOn: number | null
  readonly madeAt: Date
  readonly madeBy: string
}

export interface NewSegment {
  readonly id: string
  readonly name: string
  readonly purpose: string | null
  readonly definedAt: Date
}

/** Who makes a version, when and why. */
export interface Making {
  readonly madeAt: Date
  readonly madeBy: string
  readonly note: string | null
}

/** The version that follows another one; the first follows version 0. */
export function versionAfter(
  before: { readonly segmentId: string; readonly version: number },
  expression: Expression,
  making: Making,
): SegmentVersionRow {
  return {
    ...making,
    segmentId: before.segmentId,
    version: before.version + 1,
    expression: print(expression),
    attributes: attributesOf(expression),
    basedOn: before.version === 0 ? null : before.version,
  }
}

/** The expression of a stored version, which was checked when it was made. */
export function expressionOf(text: string): Expression {
  const expression = readExpression(text)
  if (expression instanceof Mistake) throw expression
  return expression
}
