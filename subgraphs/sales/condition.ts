import sql, { join, type Sql } from 'sql-template-tag'

/** A column's equality with a value; no condition when the value is not given. */
export const equals = (column: Sql, value: string | null | undefined): Sql | null =>
  value == null ? null : sql`${column} = ${value}`

/** The conditions that are given, all of them to be met. */
export function allOf(conditions: readonly (Sql | null)[]): Sql {
  const given = conditions.filter(condition => condition !== null)
  return given.length === 0 ? sql`true` : join(given, ' and ')
}
