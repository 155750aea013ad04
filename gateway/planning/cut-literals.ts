/** A string or a whole number that stands in an operation's text. */
export interface Literal {
  readonly value: string | number
  readonly start: number
  readonly end: number
}

/** An operation's text without its literals: the same for all texts that differ in these alone. */
export interface CutText {
  readonly template: string
  readonly literals: readonly Literal[]
}

const longest = 20_000
// Names are tokens too, so that no number is found inside one.
const tokens = /"""(?:\\"""|[^"]|"(?!""))*"""|"(?:\\.|[^"\\\r\n])*"|#[^\r\n]*|[_a-z]\w*|-?\d[\w.+-]*/gi
// What is escaped, or no text can hold, stays for the parser to judge.
const plainString = /^"[\t !#-[\]-\uD7FF\uE000-\uFFFD]*"$/
const wholeNumber = /^(?:0|-?[1-9]\d{0,9})$/
const largest = 2 ** 31 - 1

// No text outside of strings and comments can hold these, so that a template says which kind was cut where.
const signs = { string: '\u0000s', number: '\u0000n' } as const

/** Cuts the plain strings and the whole numbers of 32 bits out of a text, without parsing it; undefined when it has none. */
export function cutLiterals(text: string): CutText | undefined {
  if (text.length > longest) return undefined
  const literals: Literal[] = []
  let template = ''
  let kept = 0
  for (const { 0: token, index: start } of text.matchAll(tokens)) {
    const value = literalOf(token)
    if (value === undefined) continue
    const end = start + token.length
    template += text.slice(kept, start) + signs[typeof value === 'string' ? 'string' : 'number']
    literals.push({ value, start, end })
    kept = end
  }
  return literals.length === 0 ? undefined : { template: template + text.slice(kept), literals }
}

function literalOf(token: string): string | number | undefined {
  if (plainString.test(token)) return token.slice(1, -1)
  if (!wholeNumber.test(token)) return undefined
  const value = Number(token)
  return Math.abs(value) <= largest ? value : undefined
}
