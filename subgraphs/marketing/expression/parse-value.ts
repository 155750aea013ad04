import { units, type Unit, type Value } from './expression.ts'
import { Mistake } from './mistake.ts'
import type { Placed } from './syntax.ts'
import type { TokenReader } from './token-reader.ts'

const unitOf = (word: string): Unit | undefined =>
  units.find(unit => word.toLowerCase() === unit || word.toLowerCase() === `${unit}s`)

/** Reads a text, number, amount with currency, day, or a time ago. */
export function parseValue(reader: TokenReader): Placed<Value> {
  const { kind, text, at } = reader.next
  switch (kind) {
    case 'text':
      reader.take()
      return { is: { kind: 'text', text }, at }
    case 'day':
      reader.take()
      if (!isDay(text)) throw new Mistake(`There is no day ${text}.`, at, ['a day that exists'])
      return { is: { kind: 'day', day: text }, at }
    case 'number':
      reader.take()
      return { is: withUnit(reader, text), at }
    case 'word':
    case 'symbol':
    case 'end':
      throw reader.unexpected([
        'a text in quotes',
        'a number',
        'an amount such as 200000 CNY',
        'a time such as 365 days ago',
      ])
  }
}

function withUnit(reader: TokenReader, digits: string): Value {
  const { kind, text } = reader.next
  if (kind === 'word' && /^[A-Z]{3}$/.test(text) && text !== 'AND' && text !== 'NOT') {
    reader.take()
    return { kind: 'money', amount: Number(digits), currency: text }
  }
  const unit = kind === 'word' ? unitOf(text) : undefined
  if (unit === undefined) return { kind: 'number', number: Number(digits) }
  return agoOf(reader, digits, unit)
}

function agoOf(reader: TokenReader, digits: string, unit: Unit): Value {
  if (!/^\d{1,5}$/.test(digits))
    throw new Mistake(`${digits} ${unit}s is no time ago that can be counted.`, reader.next.at, [
      'a whole number of at most 5 digits',
    ])
  reader.take()
  reader.expect('ago')
  return { kind: 'ago', count: Number(digits), unit }
}

function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}
