import sql from 'sql-template-tag'
import type { Holding } from '#platform/privacy/holding.ts'

const erased = (table: string, ...shows: readonly string[]): Holding => ({
  table,
  shows,
  of: ({ customerId }) => sql`customer_id = ${customerId}`,
  end: { outcome: 'ERASED' },
})

/** What the marketing subgraph holds of persons: all of it goes. */
export const marketingHoldings: readonly Holding[] = [
  erased('message', 'OutboundMessage'),
  erased('campaign_contact'),
  erased('segment_membership'),
  erased('customer_consent'),
  erased('customer_contact'),
  erased('service_visit'),
  erased('car_role'),
  erased('purchase'),
  erased('customer_spend'),
  erased('customer_fact'),
]
