import type { Sort, StockQuestion } from './questions.ts'

/** One way to list and count cars. */
export interface StockLists {
  /** Makes ready to read the second page of twenty; a call gives its production numbers. */
  page(question: StockQuestion, sort: Sort): Promise<() => Promise<readonly string[]>>
  /** How many cars there are, in all and by what tells them apart. */
  count(question: StockQuestion): Promise<number>
  close(): Promise<void>
}

/** Cars of a page. */
export const pageSize = 20
