import type { Page, Position } from '#platform/connection.ts'

/** Where a page of a list in descending order of time goes on; the first page starts after all times. */
export const newestFirst = ({ after }: Page): Position => after ?? { sort: 'infinity', id: '' }
