import type { Page, Position } from '#platform/connection.ts'
import { Fault } from '#platform/errors.ts'

/** Where a page of a list in descending order of time goes on; the first page starts after all times. */
export function newestFirst({ after }: Page): Position {
  if (after === null) return { sort: 'infinity', id: '' }
  if (Number.isNaN(Date.parse(after.sort)))
    throw new Fault('CURSOR_INVALID', 'after is a cursor of another list: take endCursor of the page before.')
  return after
}
