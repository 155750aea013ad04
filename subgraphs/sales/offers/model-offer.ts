import { fromCents, toCents, type Money } from '../money.ts'

/** What a model costs and which options may go together. */
export interface ModelOffer {
  readonly modelCode: string
  readonly listAmount: string
  readonly listCurrency: string
  readonly options: readonly { readonly code: string; readonly amount: string }[]
  readonly rules: readonly OptionRule[]
}

/** One option needs another, or cannot go with it. */
export interface OptionRule {
  readonly kind: 'REQUIRES' | 'EXCLUDES'
  readonly optionCode: string
  readonly otherCode: string
}

/** A rule that a configuration violates. */
export interface Violation {
  readonly kind: 'UNKNOWN' | 'REQUIRES' | 'EXCLUDES'
  readonly optionCode: string
  readonly otherCode: string | null
  readonly message: string
}

/** Every rule of the model that the chosen options violate. */
export function violationsOf({ modelCode, options, rules }: ModelOffer, chosen: readonly string[]): Violation[] {
  const known = new Set(options.map(option => option.code))
  const has = new Set(chosen)
  const unknown = chosen
    .filter(code => !known.has(code))
    .map(code => ({
      kind: 'UNKNOWN' as const,
      optionCode: code,
      otherCode: null,
      message: `${modelCode} has no option ${code}.`,
    }))
  const broken = rules
    .filter(rule => has.has(rule.optionCode) && has.has(rule.otherCode) === (rule.kind === 'EXCLUDES'))
    .map(rule => ({ ...rule, message: sentence(rule) }))
  return [...unknown, ...broken]
}

function sentence({ kind, optionCode, otherCode }: OptionRule): string {
  return kind === 'REQUIRES' ? `${optionCode} needs ${otherCode}.` : `${optionCode} cannot go with ${otherCode}.`
}

/** The list price of the model with the chosen options. */
export function listPrice({ listAmount, listCurrency, options }: ModelOffer, chosen: readonly string[]): Money {
  const extras = options.filter(option => chosen.includes(option.code)).map(option => toCents(option.amount))
  return { amount: fromCents(extras.reduce((sum, cents) => sum + cents, toCents(listAmount))), currency: listCurrency }
}
