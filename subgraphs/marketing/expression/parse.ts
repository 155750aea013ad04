import { operators } from './expression.ts'
import { Mistake } from './mistake.ts'
import { parseValue } from './parse-value.ts'
import type { Placed, Predicate, Syntax } from './syntax.ts'
import { TokenReader } from './token-reader.ts'
import { tokenise } from './tokenise.ts'

const deepest = 50
const mostInList = 200
const reserved = new Set(['and', 'or', 'not', 'in', 'has', 'is', 'known', 'unknown', 'ago'])

/**
 * Reads an expression by its grammar:
 *
 *     expression = all { "or" all }          condition = name operator value | name "in" "(" value { "," value } ")"
 *     all        = one { "and" one }                   | name "has" text | name "is" ( "known" | "unknown" )
 *     one        = "not" one | "(" expression ")" | condition
 */
export function parse(text: string): Syntax {
  const reader = new TokenReader(tokenise(text))
  const syntax = parseEither(reader, 0)
  if (reader.next.kind !== 'end') throw reader.unexpected(['"and"', '"or"', 'the end'])
  return syntax
}

function parseEither(reader: TokenReader, depth: number): Syntax {
  let left = parseAll(reader, depth)
  while (reader.takeIf('or')) left = { kind: 'or', left, right: parseAll(reader, depth) }
  return left
}

function parseAll(reader: TokenReader, depth: number): Syntax {
  let left = parseOne(reader, depth)
  while (reader.takeIf('and')) left = { kind: 'and', left, right: parseOne(reader, depth) }
  return left
}

function parseOne(reader: TokenReader, depth: number): Syntax {
  if (depth > deepest)
    throw new Mistake(`Brackets and "not" go at most ${deepest} deep.`, reader.next.at, ['a condition'])
  if (reader.takeIf('not')) return { kind: 'not', operand: parseOne(reader, depth + 1) }
  if (!reader.takeIf('(')) return parseCondition(reader)
  const inside = parseEither(reader, depth + 1)
  reader.expect(')')
  return inside
}

function parseCondition(reader: TokenReader): Syntax {
  if (reader.next.kind !== 'word' || reserved.has(reader.next.text.toLowerCase()))
    throw reader.unexpected(['an attribute', '"not"', '"("'])
  const { text, at } = reader.take()
  return { kind: 'condition', name: { is: text.toLowerCase(), at }, predicate: parsePredicate(reader) }
}

function parsePredicate(reader: TokenReader): Predicate {
  const { at } = reader.next
  const operator = operators.find(each => reader.takeIf(each))
  if (operator !== undefined) return { kind: 'compare', operator: { is: operator, at }, value: parseValue(reader) }
  if (reader.takeIf('in')) return { kind: 'in', operator: { is: 'in', at }, values: parseList(reader) }
  if (reader.takeIf('has')) return { kind: 'has', operator: { is: 'has', at }, value: parseValue(reader) }
  if (!reader.takeIf('is')) throw reader.unexpected([...operators, 'in', 'has', 'is'].map(each => `"${each}"`))
  const is: Placed<'is'> = { is: 'is', at }
  if (reader.takeIf('known')) return { kind: 'known', operator: is }
  if (reader.takeIf('unknown')) return { kind: 'unknown', operator: is }
  throw reader.unexpected(['"known"', '"unknown"'])
}

function parseList(reader: TokenReader): ReturnType<typeof parseValue>[] {
  reader.expect('(')
  const values = [parseValue(reader)]
  while (reader.takeIf(',')) values.push(parseValue(reader))
  if (values.length > mostInList)
    throw new Mistake(`A list has at most ${mostInList} values.`, reader.next.at, ['a shorter list'])
  reader.expect(')')
  return values
}
