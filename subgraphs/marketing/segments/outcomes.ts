import type { Mistake } from '../expression/mistake.ts'

export interface SegmentDefined {
  readonly __typename: 'DefineSegmentSuccess'
  readonly segmentId: string
}

export interface SegmentRevised {
  readonly __typename: 'ReviseSegmentSuccess'
  readonly segmentId: string
  readonly joined: number
  readonly left: number
}

export interface SegmentRefreshed {
  readonly __typename: 'RefreshSegmentSuccess'
  readonly segmentId: string
  readonly joined: number
  readonly left: number
}

export interface NameTaken {
  readonly __typename: 'SegmentNameTaken'
  readonly message: string
  readonly segmentId: string
}

export interface ExpressionInvalid {
  readonly __typename: 'SegmentExpressionInvalid'
  readonly message: string
  readonly line: number
  readonly column: number
  readonly expected: string[]
}

export interface NotFound {
  readonly __typename: 'SegmentNotFound'
  readonly message: string
  readonly segmentId: string
}

export const expressionInvalid = ({ message, at, expected }: Mistake): ExpressionInvalid => ({
  __typename: 'SegmentExpressionInvalid',
  message,
  ...at,
  expected: [...expected],
})

export const segmentNotFound = (segmentId: string): NotFound => ({
  __typename: 'SegmentNotFound',
  message: `There is no segment ${segmentId}.`,
  segmentId,
})

export const nameTaken = (name: string, segmentId: string): NameTaken => ({
  __typename: 'SegmentNameTaken',
  message: `Another segment is named "${name}".`,
  segmentId,
})
