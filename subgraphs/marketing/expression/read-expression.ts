import { check } from './check.ts'
import type { Expression } from './expression.ts'
import { Mistake } from './mistake.ts'
import { parse } from './parse.ts'

/** Reads an expression, or says where and why it can't be understood. */
export function readExpression(text: string): Expression | Mistake {
  try {
    return check(parse(text))
  } catch (error) {
    if (error instanceof Mistake) return error
    throw error
  }
}
