import type { CaseKind } from '../cases/case.ts'
import { inquiryWords } from './inquiry-words.ts'

export interface Classification {
  readonly kind: CaseKind
  /** 0 to 1: the share of the kind's words in all that tell something. */
  readonly confidence: number
  readonly reasons: readonly string[]
}

// Of kinds whose words weigh the same, the one that is worse to overlook comes first.
const kinds = ['COMPLAINT', 'REPAIR', 'PURCHASE', 'CONSULT'] as const

/** Tells from a customer's words in Chinese or English what he wants; a question when no word tells more. */
export function classify(text: string): Classification {
  const said = text.toLowerCase()
  const spoken = ` ${said.replaceAll(/[^a-z]+/g, ' ')} `
  const has = (word: string): boolean => (/[a-z]/.test(word) ? spoken.includes(` ${word} `) : said.includes(word))
  const found = kinds.map(kind => ({ kind, words: Object.entries(inquiryWords[kind]).filter(([word]) => has(word)) }))
  const weighed = found.map(each => ({ ...each, weight: each.words.reduce((sum, [, weight]) => sum + weight, 0) }))
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0)
  if (total === 0) return { kind: 'CONSULT', confidence: 0, reasons: ['no word tells what it is'] }
  const best = weighed.reduce((heaviest, each) => (each.weight > heaviest.weight ? each : heaviest))
  return {
    kind: best.kind,
    confidence: Math.round((best.weight / total) * 100) / 100,
    reasons: best.words.map(([word, weight]) => `${word} +${weight}`),
  }
}

/** The language that a text is written in: Chinese when it has a Chinese character, otherwise English. */
export const languageOf = (text: string): string => (/\p{Script=Han}/u.test(text) ? 'zh' : 'en')
