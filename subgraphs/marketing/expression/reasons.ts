import sql, { join, type Sql } from 'sql-template-tag'
import { attribute, type AttributeName } from './attributes.ts'
import { columnOf } from './columns.ts'
import { compileCondition, currencyOf } from './compile.ts'
import type { Condition, Expression } from './expression.ts'
import { printCondition } from './print.ts'

interface Leaf {
  readonly condition: Condition
  /** Whether the expression wants it met; under `not` it doesn't. */
  readonly wanted: boolean
}

/** The attributes that an expression depends on, each once, by name. */
export function attributesOf(expression: Expression): AttributeName[] {
  return [...new Set(leavesOf(expression, true).map(leaf => leaf.condition.attribute))].toSorted()
}

/** SQL for a JSON list of the conditions that speak for the customer in the row `fact`, with what is known of him. */
export function reasonsOf(expression: Expression, now: Date): Sql {
  const each = leavesOf(expression, true).map(leaf => reasonOf(leaf, now))
  return sql`(
    select coalesce(jsonb_agg(reason.met order by reason.place), '[]')
    from unnest(array[${join(each)}]::jsonb[]) with ordinality as reason (met, place) where reason.met is not null)`
}

function leavesOf(expression: Expression, wanted: boolean): Leaf[] {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return [...leavesOf(expression.left, wanted), ...leavesOf(expression.right, wanted)]
    case 'not':
      return leavesOf(expression.operand, !wanted)
    case 'compare':
    case 'in':
    case 'has':
    case 'known':
    case 'unknown':
      return [{ condition: expression, wanted }]
  }
}

function reasonOf({ condition, wanted }: Leaf, now: Date): Sql {
  const written = `${wanted ? '' : 'not '}${printCondition(condition)}`
  return sql`case when ${compileCondition(condition, now)} = ${wanted}::boolean then jsonb_build_object(
    'attribute', ${condition.attribute}::text, 'condition', ${written}::text, 'value', ${textOf(condition, now)}) end`
}

function textOf(condition: Condition, now: Date): Sql {
  const currency = currencyOf(condition)
  const column = columnOf(condition.attribute, { now, currency })
  switch (attribute(condition.attribute).type) {
    case 'TEXT':
    case 'NUMBER':
      return sql`${column}::text`
    case 'MONEY':
      return sql`(${column}::text || ' ' || ${currency}::text)`
    case 'MOMENT':
      return sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
    case 'SET':
      return sql`array_to_string(${column}, ', ')`
  }
}
