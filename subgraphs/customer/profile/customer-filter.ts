import { optional } from '../input/text.ts'
import type { CustomerFilter } from './customer-search.ts'

/** Reads the conditions of a search; one that is there but blank is the caller's fault. */
export function readFilter(filter: CustomerFilter): CustomerFilter {
  return { ...filter, text: optional('filter.text', filter.text), region: optional('filter.region', filter.region) }
}
