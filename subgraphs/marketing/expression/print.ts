import type { Condition, Expression, Value } from './expression.ts'

const tightness = { or: 1, and: 2, not: 3 } as const

/** Writes an expression in its canonical form; parsed again it is the same. */
export function print(expression: Expression): string {
  switch (expression.kind) {
    case 'and':
    case 'or': {
      const { kind, left, right } = expression
      return `${within(left, tightness[kind])} ${kind} ${within(right, tightness[kind] + 1)}`
    }
    case 'not':
      return `not ${within(expression.operand, tightness.not)}`
    case 'compare':
    case 'in':
    case 'has':
    case 'known':
    case 'unknown':
      return printCondition(expression)
  }
}

function within(expression: Expression, least: number): string {
  const bound = expression.kind === 'and' || expression.kind === 'or' ? tightness[expression.kind] : tightness.not
  return bound < least ? `(${print(expression)})` : print(expression)
}

/** Writes one condition. */
export function printCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'compare':
      return `${condition.attribute} ${condition.operator} ${printValue(condition.value)}`
    case 'in':
      return `${condition.attribute} in (${condition.values.map(printValue).join(', ')})`
    case 'has':
      return `${condition.attribute} has ${printValue(condition.value)}`
    case 'known':
    case 'unknown':
      return `${condition.attribute} is ${condition.kind}`
  }
}

function printValue(value: Value): string {
  switch (value.kind) {
    case 'text':
      return quoted(value.text)
    case 'number':
      return String(value.number)
    case 'money':
      return `${value.amount} ${value.currency}`
    case 'ago':
      return `${value.count} ${value.unit}${value.count === 1 ? '' : 's'} ago`
    case 'day':
      return value.day
  }
}

const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`
