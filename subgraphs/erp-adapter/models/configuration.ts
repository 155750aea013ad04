import type { OptionRow } from './model-store.ts'

/** One option of each family: the one that was ordered, or else the standard one. */
export function configurationOf(options: readonly OptionRow[], ordered: readonly string[]): readonly OptionRow[] {
  const chosen = options.filter(option => ordered.includes(option.code))
  const decided = new Set(chosen.map(option => option.family))
  return options.filter(option => chosen.includes(option) || (option.standard && !decided.has(option.family)))
}
