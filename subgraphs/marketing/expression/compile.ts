import sql, { type Sql } from 'sql-template-tag'
import { columnOf } from './columns.ts'
import type { Condition, Expression, Operator, Value } from './expression.ts'
import { momentOf } from './moment.ts'

const comparisons: Readonly<Record<Operator, Sql>> = {
  '=': sql`=`,
  '!=': sql`<>`,
  '<': sql`<`,
  '<=': sql`<=`,
  '>': sql`>`,
  '>=': sql`>=`,
}

/**
 * Makes an expression a condition on the row `fact` of `customer_fact`, true or false and never null. Values are
 * parameters, so the statement's text depends on the expression's shape alone.
 */
export function compile(expression: Expression, now: Date): Sql {
  switch (expression.kind) {
    case 'and':
      return sql`(${compile(expression.left, now)} and ${compile(expression.right, now)})`
    case 'or':
      return sql`(${compile(expression.left, now)} or ${compile(expression.right, now)})`
    case 'not':
      return sql`(not ${compile(expression.operand, now)})`
    case 'compare':
    case 'in':
    case 'has':
    case 'known':
    case 'unknown':
      return compileCondition(expression, now)
  }
}

/** Makes one condition SQL; what is not known meets nothing but `is unknown`. */
export function compileCondition(condition: Condition, now: Date): Sql {
  const column = columnOf(condition.attribute, { now, currency: currencyOf(condition) })
  switch (condition.kind) {
    case 'compare':
      return sql`((${column} ${comparisons[condition.operator]} ${parameter(condition.value, now)}) is true)`
    case 'in':
      return sql`((${column} = any(${list(condition.values)})) is true)`
    case 'has':
      return sql`(${parameter(condition.value, now)} = any(${column}))`
    case 'known':
      return sql`(${column} is not null)`
    case 'unknown':
      return sql`(${column} is null)`
  }
}

/** The currency in which a condition asks for an amount, if it does. */
export const currencyOf = (condition: Condition): string | null =>
  condition.kind === 'compare' && condition.value.kind === 'money' ? condition.value.currency : null

function parameter(value: Value, now: Date): Sql {
  switch (value.kind) {
    case 'text':
      return sql`${value.text}::text`
    case 'number':
      return sql`${value.number}::numeric`
    case 'money':
      return sql`${value.amount}::numeric`
    case 'ago':
    case 'day':
      return sql`${momentOf(value, now).toISOString()}::timestamptz`
  }
}

function list(values: readonly Value[]): Sql {
  const numbers = values.flatMap(value => (value.kind === 'number' ? [value.number] : []))
  const texts = values.flatMap(value => (value.kind === 'text' ? [value.text] : []))
  return numbers.length > 0 ? sql`${numbers}::numeric[]` : sql`${texts}::text[]`
}
