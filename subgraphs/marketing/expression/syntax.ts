import type { Operator, Value } from './expression.ts'
import type { Position } from './mistake.ts'

/** Something that stands somewhere in the text. */
export interface Placed<Thing> {
  readonly is: Thing
  readonly at: Position
}

/** What was written of one name, before it is known to make sense. */
export type Predicate =
  | { readonly kind: 'compare'; readonly operator: Placed<Operator>; readonly value: Placed<Value> }
  | { readonly kind: 'in'; readonly operator: Placed<'in'>; readonly values: readonly Placed<Value>[] }
  | { readonly kind: 'has'; readonly operator: Placed<'has'>; readonly value: Placed<Value> }
  | { readonly kind: 'known' | 'unknown'; readonly operator: Placed<'is'> }

/** An expression as it is written, with the places of its parts. */
export type Syntax =
  | { readonly kind: 'condition'; readonly name: Placed<string>; readonly predicate: Predicate }
  | { readonly kind: 'not'; readonly operand: Syntax }
  | { readonly kind: 'and' | 'or'; readonly left: Syntax; readonly right: Syntax }
