import { day, today, type Moment } from './calendar.ts'
import type { Customer } from './customers.ts'
import { randomFrom } from './random.ts'

/** That an employee of the dealer answers for a customer for a time. */
export interface Assignment {
  readonly id: string
  readonly customer: Customer
  readonly employee: string
  readonly from: Moment
  /** Null while it lasts. */
  readonly until: Moment | null
  readonly reason: string | null
}

/** Of the customers known for a year, those whose account manager has changed. */
const changed = 0.15

/** Who answered for a customer, the first first; there is always one. */
export function assignmentsOf(customer: Customer, since: Moment, seed: number): Assignment[] {
  const random = randomFrom(seed, 'assignment', customer.id)
  const { consultants } = customer.dealer
  const before = consultants.filter(employee => employee !== customer.consultant)
  const now = { customer, employee: customer.consultant, until: null }
  if (before.length === 0 || today - since < 365 * day || !random.chance(changed))
    return [{ ...now, id: `AS-${customer.id}-1`, from: since, reason: null }]
  const at = since + (0.3 + random.next() * 0.5) * (today - since)
  return [
    { customer, employee: random.pick(before), id: `AS-${customer.id}-1`, from: since, until: at, reason: null },
    { ...now, id: `AS-${customer.id}-2`, from: at, reason: '原客户经理调岗' },
  ]
}
