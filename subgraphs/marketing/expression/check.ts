import type { SegmentAttributeType } from '#generated/marketing.ts'
import { attribute, attributeNames, isAttribute, type AttributeName } from './attributes.ts'
import type { Condition, Expression, Value } from './expression.ts'
import { Mistake } from './mistake.ts'
import type { Placed, Predicate, Syntax } from './syntax.ts'

const order = ['<', '<=', '>', '>=']
const equality = ['=', '!=']
const knowledge = ['is']

const operatorsOf: Readonly<Record<SegmentAttributeType, readonly string[]>> = {
  TEXT: [...equality, 'in', ...knowledge],
  NUMBER: [...equality, ...order, 'in', ...knowledge],
  MONEY: [...equality, ...order],
  MOMENT: [...order, ...knowledge],
  SET: ['has'],
}

const valuesOf: Readonly<
  Record<SegmentAttributeType, { readonly kinds: readonly Value['kind'][]; readonly say: string }>
> = {
  TEXT: { kinds: ['text'], say: 'a text in quotes' },
  NUMBER: { kinds: ['number'], say: 'a number' },
  MONEY: { kinds: ['money'], say: 'an amount with its currency, such as 200000 CNY' },
  MOMENT: { kinds: ['ago', 'day'], say: 'a time, such as 365 days ago or 2026-01-31' },
  SET: { kinds: ['text'], say: 'a text in quotes' },
}

/** Makes sure that names are known attributes and that what is asked of each fits its type. */
export function check(syntax: Syntax): Expression {
  switch (syntax.kind) {
    case 'condition':
      return checkCondition(known(syntax.name), syntax.predicate)
    case 'not':
      return { kind: 'not', operand: check(syntax.operand) }
    case 'and':
    case 'or':
      return { kind: syntax.kind, left: check(syntax.left), right: check(syntax.right) }
  }
}

function known({ is: name, at }: Placed<string>): AttributeName {
  if (isAttribute(name)) return name
  throw new Mistake(`There is no attribute "${name}"; known are ${attributeNames.join(', ')}.`, at, attributeNames)
}

function checkCondition(name: AttributeName, predicate: Predicate): Condition {
  const allowed = operatorsOf[attribute(name).type]
  const { is: operator, at } = predicate.operator
  if (!allowed.includes(operator))
    throw new Mistake(
      `${name} is a ${attribute(name).type}; "${operator}" can't be asked of it.`,
      at,
      allowed.map(each => `"${each}"`),
    )
  switch (predicate.kind) {
    case 'compare':
      return {
        kind: 'compare',
        attribute: name,
        operator: predicate.operator.is,
        value: checkValue(name, predicate.value),
      }
    case 'in':
      return { kind: 'in', attribute: name, values: predicate.values.map(value => checkValue(name, value)) }
    case 'has':
      return { kind: 'has', attribute: name, value: checkValue(name, predicate.value) }
    case 'known':
    case 'unknown':
      return { kind: predicate.kind, attribute: name }
  }
}

function checkValue(name: AttributeName, { is: value, at }: Placed<Value>): Value {
  const { type, texts } = attribute(name)
  const { kinds, say } = valuesOf[type]
  if (!kinds.includes(value.kind)) throw new Mistake(`${name} is a ${type}; it is compared with ${say}.`, at, [say])
  if (value.kind === 'text' && texts !== undefined && !texts.includes(value.text))
    throw new Mistake(
      `${name} is never "${value.text}".`,
      at,
      texts.map(each => `"${each}"`),
    )
  return value
}
