import { Mistake, type Position } from './mistake.ts'

export type TokenKind = 'word' | 'text' | 'number' | 'day' | 'symbol' | 'end'

export interface Token {
  readonly kind: TokenKind
  /** The characters as written; of a text, what its quotes hold. */
  readonly text: string
  readonly at: Position
}

const shapes: readonly (readonly [TokenKind | 'space', RegExp])[] = [
  ['space', /\s+/uy],
  ['word', /\p{L}[\p{L}\p{N}_]*/uy],
  ['day', /\d{4}-\d{2}-\d{2}(?![\p{L}\p{N}])/uy],
  ['number', /\d{1,12}(?:\.\d{1,2})?(?![\p{L}\p{N}.])/uy],
  ['text', /"(?:[^"\\]|\\["\\])*"/uy],
  ['symbol', /[<>!]=|[=<>(),]/uy],
]

/** Cuts an expression into its words, literals and symbols; the last token is the end. */
export function tokenise(expression: string): Token[] {
  const tokens: Token[] = []
  let offset = 0
  let at: Position = { line: 1, column: 1 }
  while (offset < expression.length) {
    const [kind, lexeme] = lexemeAt(expression, offset, at)
    if (kind !== 'space') tokens.push({ kind, text: kind === 'text' ? unquoted(lexeme) : lexeme, at })
    offset += lexeme.length
    at = after(at, lexeme)
  }
  return [...tokens, { kind: 'end', text: '', at }]
}

function lexemeAt(expression: string, offset: number, at: Position): [TokenKind | 'space', string] {
  for (const [kind, shape] of shapes) {
    shape.lastIndex = offset
    const lexeme = shape.exec(expression)?.[0]
    if (lexeme !== undefined) return [kind, lexeme]
  }
  throw unreadable(String.fromCodePoint(expression.codePointAt(offset) ?? 0), at)
}

function unreadable(character: string, at: Position): Mistake {
  if (character === '"')
    return new Mistake('This text has no closing quote; inside a text write \\" and \\\\ for " and \\.', at, [
      'a text in quotes',
    ])
  if (/\d/.test(character))
    return new Mistake('A number has at most 12 digits and two decimals, a day is written 2026-01-31.', at, [
      'a number',
      'a day',
    ])
  return new Mistake(`An expression has no "${character}".`, at, ['an attribute', 'a value', 'an operator'])
}

const unquoted = (lexeme: string): string => lexeme.slice(1, -1).replaceAll(/\\(["\\])/g, '$1')

function after({ line, column }: Position, lexeme: string): Position {
  const lines = lexeme.split('\n')
  const last = [...(lines.at(-1) ?? '')].length
  return lines.length === 1 ? { line, column: column + last } : { line: line + lines.length - 1, column: last + 1 }
}
