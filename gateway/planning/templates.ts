import type { GraphQLSchema } from 'graphql'
import { LRUCache } from 'lru-cache'
import { parseWithin } from '../limits/bounded-parse.ts'
import type { Limits } from '../limits/limits.ts'
import { cutLiterals, type CutText } from './cut-literals.ts'
import { liftOf, type Lift, type LiftedText } from './lift-literals.ts'

/** Finds texts that differ from one seen before in literals alone, and lifts these into variables. */
export interface Templates {
  /** The text as an operation that its likes share; undefined when it has to be taken as it is. */
  lift(text: string): LiftedText | undefined
}

export interface TemplatesOptions {
  readonly schema: GraphQLSchema
  /** What a text may cost to be looked at. */
  readonly limits: Limits
  /** Templates kept at the most. @default 500 */
  readonly size?: number
}

/**
 * A program that writes values into its operations sends another text each time: each would be parsed, validated and
 * planned anew. A text that is the first of its kind is taken as it is, so that one that is always the same stays so.
 */
export function createTemplates({ schema, limits, size = 500 }: TemplatesOptions): Templates {
  const known = new LRUCache<string, Lift | 'seen' | 'as it is'>({ max: size })
  /** A text that is no operation, or a costly one, is refused where it is read as it is, with all that is wrong. */
  const liftWithin = (text: string, cut: CutText): Lift | undefined => {
    try {
      parseWithin(text, limits)
      return liftOf(text, cut, schema)
    } catch {
      return undefined
    }
  }
  return {
    lift(text) {
      const cut = cutLiterals(text)
      if (cut === undefined) return undefined
      const before = known.get(cut.template)
      const now = before === 'seen' ? (liftWithin(text, cut) ?? 'as it is') : (before ?? 'seen')
      if (now !== before) known.set(cut.template, now)
      return typeof now === 'function' ? now(text, cut.literals) : undefined
    },
  }
}
