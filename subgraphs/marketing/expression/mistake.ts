/** A place in an expression's text, in lines and characters from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** Why an expression can't be understood, where, and what could stand there. */
export class Mistake extends Error {
  readonly at: Position
  readonly expected: readonly string[]

  constructor(message: string, at: Position, expected: readonly string[]) {
    super(message)
    this.name = 'Mistake'
    this.at = at
    this.expected = expected
  }
}
