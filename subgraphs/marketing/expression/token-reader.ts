import { Mistake } from './mistake.ts'
import type { Token, TokenKind } from './tokenise.ts'

/** Reads tokens one after the other; words of the language are found in any case. */
export class TokenReader {
  readonly #tokens: readonly Token[]
  #place = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  get next(): Token {
    const token = this.#tokens[this.#place] ?? this.#tokens.at(-1)
    if (token === undefined) throw new Error('there is always an end')
    return token
  }

  take(): Token {
    const token = this.next
    this.#place += 1
    return token
  }

  /** Whether the next token is this word or symbol. */
  sees(text: string): boolean {
    const { kind } = this.next
    return (kind === 'word' || kind === 'symbol') && this.next.text.toLowerCase() === text
  }

  /** Takes the next token when it is this word or symbol. */
  takeIf(text: string): boolean {
    const seen = this.sees(text)
    if (seen) this.take()
    return seen
  }

  expect(text: string): void {
    if (!this.takeIf(text)) throw this.unexpected([`"${text}"`])
  }

  expectKind(kind: TokenKind, meaning: string): Token {
    if (this.next.kind !== kind) throw this.unexpected([meaning])
    return this.take()
  }

  /** What to say when the next token can't stand where it does. */
  unexpected(expected: readonly string[]): Mistake {
    const { kind, text, at } = this.next
    const found = kind === 'end' ? 'The expression ends here' : `"${text}" can't stand here`
    return new Mistake(`${found}; expected ${expected.join(' or ')}.`, at, expected)
  }
}
