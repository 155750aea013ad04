import { day, today, type Moment } from './calendar.ts'
import type { Customer } from './customers.ts'
import { randomFrom } from './random.ts'

export type Purpose =
  | 'MARKETING'
  | 'SALES_FOLLOW_UP'
  | 'SERVICE_REMINDER'
  | 'SATISFACTION_SURVEY'
  | 'DATA_SHARING'
  | 'PROFILING'
export type ConsentChannel = 'ANY' | 'PHONE' | 'EMAIL' | 'SMS' | 'WECHAT' | 'APP'

/** A line of the ledger: given or withdrawn, for a purpose, a channel and a recipient. */
export interface ConsentEntry {
  readonly id: string
  readonly customer: Customer
  readonly given: boolean
  readonly purpose: Purpose
  readonly channel: ConsentChannel
  /** The dealer to whom it is given; null is the maker. */
  readonly dealerId: string | null
  readonly proof: 'SIGNED_FORM' | 'WEB_FORM' | 'APP' | 'MESSAGE_REPLY'
  readonly at: Moment
  readonly by: string
}

type Line = Pick<ConsentEntry, 'given' | 'purpose' | 'channel' | 'dealerId' | 'proof' | 'at'>

/** What a customer agreed to, and what he took back, the oldest first. */
export function consentsOf(customer: Customer, since: Moment, seed: number): ConsentEntry[] {
  const random = randomFrom(seed, 'consents', customer.id)
  const proof = customer.source === 'dms' ? 'SIGNED_FORM' : customer.source === 'app' ? 'APP' : 'WEB_FORM'
  const asked: readonly (readonly [Purpose, ConsentChannel, string | null, number])[] = [
    ['SERVICE_REMINDER', 'ANY', null, 0.92],
    ['MARKETING', 'SMS', null, 0.66],
    ['MARKETING', 'WECHAT', null, customer.wechat === null ? 0 : 0.58],
    ['MARKETING', 'EMAIL', null, customer.email === null ? 0 : 0.41],
    ['SATISFACTION_SURVEY', 'PHONE', null, 0.7],
    ['DATA_SHARING', 'ANY', customer.dealer.id, 0.83],
    ['PROFILING', 'ANY', null, 0.55],
  ]
  const given: Line[] = asked
    .filter(([, , , likely]) => random.chance(likely))
    .map(([purpose, channel, dealerId]) => ({ given: true, purpose, channel, dealerId, proof, at: since }))
  const withdrawn: Line[] = given
    .filter(line => line.purpose === 'MARKETING' && random.chance(0.09))
    .map(line => ({ ...line, given: false, proof: 'MESSAGE_REPLY', at: since + random.next() * (today - since - day) }))
  return [...given, ...withdrawn].map((line, nth) => ({
    ...line,
    id: `CE-${customer.id}-${nth + 1}`,
    customer,
    by: line.given ? customer.consultant : 'customer',
  }))
}

/** Of what a customer said, his last word on each purpose, channel and recipient. */
export function lastWords(entries: readonly ConsentEntry[]): ConsentEntry[] {
  const last = new Map(entries.map(entry => [`${entry.purpose} ${entry.channel} ${entry.dealerId}`, entry]))
  return [...last.values()]
}
