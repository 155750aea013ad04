import type { AttributeName } from './attributes.ts'

export const operators = ['=', '!=', '<', '<=', '>', '>='] as const
export type Operator = (typeof operators)[number]

export const units = ['day', 'week', 'month', 'year'] as const
export type Unit = (typeof units)[number]

/** A value that an expression writes. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'money'; readonly amount: number; readonly currency: string }
  | { readonly kind: 'ago'; readonly count: number; readonly unit: Unit }
  | { readonly kind: 'day'; readonly day: string }

/** One thing asked of one attribute; of an attribute that is not known only `unknown` holds. */
export type Condition =
  | { readonly kind: 'compare'; readonly attribute: AttributeName; readonly operator: Operator; readonly value: Value }
  | { readonly kind: 'in'; readonly attribute: AttributeName; readonly values: readonly Value[] }
  | { readonly kind: 'has'; readonly attribute: AttributeName; readonly value: Value }
  | { readonly kind: 'known' | 'unknown'; readonly attribute: AttributeName }

/** An expression over known attributes whose types are right. */
export type Expression =
  | Condition
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
