import type { GeneratorValue } from 'fast-check'
import * as fc from 'fast-check'
import { scalars, type FieldModel } from './model.ts'

export interface FieldPlace {
  readonly g: GeneratorValue
  /** Draws a subgraph. */
  readonly someone: () => number
}

export interface FieldChoice {
  readonly names: readonly string[]
  readonly owner: number
  readonly bases: readonly string[]
}

/** Draws fields of one owner. */
export function drawFields({ g, someone }: FieldPlace, { names, owner, bases }: FieldChoice): FieldModel[] {
  const oneIn = (count: number): boolean => g(fc.integer, { min: 0, max: count - 1 }) === 0
  return names.map(name => {
    const base = g(fc.constantFrom, ...bases)
    const list = oneIn(4)
    const scalar = scalars.some(each => each === base)
    const other = someone()
    const fate = scalar && other !== owner ? g(fc.constantFrom, 'own', 'own', 'own', 'shared', 'taken') : 'own'
    return {
      name,
      owner,
      sharedWith: fate === 'shared' ? other : null,
      takenFrom: fate === 'taken' ? other : null,
      base,
      list,
      nested: list && oneIn(3),
      itemRequired: list && g(fc.boolean),
      required: oneIn(4),
      argument: scalar && oneIn(3) ? g(fc.constantFrom, 'number', 'input') : null,
      requires: [],
      provides: null,
    }
  })
}
