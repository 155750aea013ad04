import { momentOf } from '../../subgraphs/marketing/expression/moment.ts'
import type { Condition, Expression, Operator, Value } from '../../subgraphs/marketing/expression/expression.ts'
import type { Facts } from './facts.ts'

type Scalar = string | number | null

/** What an expression means, in plain JavaScript: the measure for the SQL that it becomes. */
export function evaluate(expression: Expression, facts: Facts, now: Date): boolean {
  switch (expression.kind) {
    case 'and':
      return evaluate(expression.left, facts, now) && evaluate(expression.right, facts, now)
    case 'or':
      return evaluate(expression.left, facts, now) || evaluate(expression.right, facts, now)
    case 'not':
      return !evaluate(expression.operand, facts, now)
    case 'compare':
    case 'in':
    case 'has':
    case 'known':
    case 'unknown':
      return meets(expression, facts, now)
  }
}

function meets(condition: Condition, facts: Facts, now: Date): boolean {
  if (condition.kind === 'has') {
    const set = condition.attribute === 'consents' ? facts.consents : facts.owned_models
    return set.includes(String(plain(condition.value, now)))
  }
  const known = scalarOf(condition, facts, now)
  switch (condition.kind) {
    case 'known':
      return known !== null
    case 'unknown':
      return known === null
    case 'in':
      return known !== null && condition.values.some(value => plain(value, now) === known)
    case 'compare':
      return known !== null && compares(condition.operator, known, plain(condition.value, now))
  }
}

function scalarOf(condition: Condition, facts: Facts, now: Date): Scalar {
  const { attribute } = condition
  if (attribute === 'spend') return spent(condition, facts, 'purchases')
  if (attribute === 'service_spend') return spent(condition, facts, 'services')
  if (attribute === 'owned_models' || attribute === 'consents') return null
  if (attribute === 'age') return facts.birth_year === null ? null : now.getUTCFullYear() - facts.birth_year
  return facts[attribute]
}

function spent(condition: Condition, facts: Facts, kind: 'purchases' | 'services'): number {
  const currency = condition.kind === 'compare' && condition.value.kind === 'money' ? condition.value.currency : ''
  return facts.spend.find(each => each.currency === currency)?.[kind] ?? 0
}

function plain(value: Value, now: Date): string | number {
  switch (value.kind) {
    case 'text':
      return value.text
    case 'number':
      return value.number
    case 'money':
      return value.amount
    case 'ago':
    case 'day':
      return momentOf(value, now).toISOString()
  }
}

function compares(operator: Operator, left: string | number, right: string | number): boolean {
  switch (operator) {
    case '=':
      return left === right
    case '!=':
      return left !== right
    case '<':
      return left < right
    case '<=':
      return left <= right
    case '>':
      return left > right
    case '>=':
      return left >= right
  }
}
