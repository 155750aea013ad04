import sql, { join, type Sql } from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import { Fault } from '#platform/errors.ts'

/** A column's equality with a value; no condition when the value is not given. */
export const equals = (column: Sql, value: string | null | undefined): Sql | null =>
  value == null ? null : sql`${column} = ${value}`

/** The rows of a page in a list sorted by a moment, newest first. */
export function beforePage(at: Sql, id: Sql, { after }: Page): Sql | null {
  if (after === null) return null
  if (Number.isNaN(Date.parse(after.sort)))
    throw new Fault('CURSOR_INVALID', 'after is a cursor of another list: take endCursor of the page before.')
  return sql`(${at}, ${id}) < (${after.sort}::timestamptz, ${after.id})`
}

/** The conditions that are given, all of them to be met. */
export function allOf(conditions: readonly (Sql | null)[]): Sql {
  const given = conditions.filter(condition => condition !== null)
  return given.length === 0 ? sql`true` : join(given, ' and ')
}
