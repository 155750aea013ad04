import type { OptionRow } from '../models/model-store.ts'

export interface OptionFlaws {
  readonly unknown: readonly string[]
  readonly conflicting: readonly string[]
}

/** What is wrong with a choice of options; null when a car can be built so: one option of a family at the most. */
export function optionFlaws(options: readonly OptionRow[], chosen: readonly string[]): OptionFlaws | null {
  const known = new Map(options.map(option => [option.code, option]))
  const unknown = chosen.filter(code => !known.has(code))
  const families = Map.groupBy(
    [...new Set(chosen)].flatMap(code => known.get(code) ?? []),
    option => option.family,
  )
  const conflicting = [...families.values()]
    .filter(family => family.length > 1)
    .flatMap(family => family.map(option => option.code))
  return unknown.length === 0 && conflicting.length === 0 ? null : { unknown, conflicting }
}
