import { Fault } from '#platform/errors.ts'
import { factFields, factNames, type FactField, type FactName } from '../profile/fact.ts'
import type { MergeSide } from './merge.ts'

/** Reads whose value of which facts is to be kept. */
export function readChoices(
  choices: readonly { readonly field: FactField; readonly keep: MergeSide }[],
): ReadonlyMap<FactName, MergeSide> {
  const read = choices.map(({ field, keep }) => [nameOf(field), keep] as const)
  const chosen = new Map(read)
  if (chosen.size < read.length) throw new Fault('BAD_USER_INPUT', 'choices names a fact twice.')
  return chosen
}

function nameOf(field: FactField): FactName {
  const name = factNames.find(each => factFields[each] === field)
  if (name === undefined) throw new Fault('BAD_USER_INPUT', `choices names ${field}: contact points are kept of both.`)
  return name
}
