import { Fault } from '#platform/errors.ts'
import type { CustomerFilter } from './customer-search.ts'

/** Reads the conditions of a search; one that is there but blank is the caller's fault. */
export function readFilter(filter: CustomerFilter): CustomerFilter {
  return { ...filter, text: spoken('filter.text', filter.text), region: spoken('filter.region', filter.region) }
}

function spoken(field: string, value: string | null | undefined): string | null {
  if (value == null) return null
  const text = value.trim()
  if (text === '') throw new Fault('BAD_USER_INPUT', `${field} is blank: give at least one character or leave it out.`)
  return text
}
