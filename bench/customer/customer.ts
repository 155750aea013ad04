import { loadavg } from 'node:os'
import type { Bench } from '../bench.ts'
import { atScale } from './at-scale.ts'
import { customer360 } from './customer-360.ts'
import { noticeDelay } from './notice-delay.ts'

const parts = new Map<string, (quick: boolean) => Promise<void>>([
  ['360', customer360],
  ['scale', atScale],
  ['delay', noticeDelay],
])

/**
 * What departments ask of customers, against hand-written SQL: the 360 of a caller, what must stay fast with a million,
 * and how soon departments hear of a change.
 */
export const customer: Bench = async ({ quick, only }) => {
  for (const [name, part] of parts) if (only?.includes(name) ?? true) await part(quick)
  console.log(`Load average of a minute: ${loadavg()[0]?.toFixed(1)}.\n`)
}
