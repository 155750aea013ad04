import sql, { type Sql } from 'sql-template-tag'
import type { Holding } from '#platform/privacy/holding.ts'
import type { Person } from '#platform/privacy/person.ts'

const theirs = ({ customerId }: Person): Sql => sql`customer_id = ${customerId}`
const ofPair = ({ customerId }: Person): Sql => sql`${customerId} in (customer_id, other_id)`
const erased = { outcome: 'ERASED' } as const

/** What the customer subgraph holds of persons; the record itself goes last. */
export const customerHoldings: readonly Holding[] = [
  { table: 'contact_point', shows: ['ContactPoint', 'PostalAddress'], of: theirs, end: erased },
  { table: 'fact_change', shows: ['CustomerFact', 'FactChange'], of: theirs, end: erased },
  { table: 'contact_grant', shows: ['ContactGrant', 'PastContact', 'HeldContact'], of: theirs, end: erased },
  { table: 'notice', shows: ['Notice'], of: theirs, end: erased },
  { table: 'channel_preference', shows: [], of: theirs, end: erased },
  { table: 'customer_stage', shows: [], of: theirs, end: erased },
  { table: 'lifecycle_move', shows: ['LifecycleMove'], of: theirs, end: erased },
  { table: 'customer_status', shows: [], of: theirs, end: erased },
  { table: 'status_change', shows: ['CustomerStatus'], of: theirs, end: erased },
  { table: 'order_customer', shows: [], of: theirs, end: erased },
  { table: 'touchpoint', shows: ['Touchpoint'], of: theirs, end: erased },
  { table: 'activity', shows: ['TimelineEntry', 'ActivityNews'], of: theirs, end: erased },
  {
    table: 'customer_merge',
    shows: ['CustomerMerge'],
    of: ({ customerId }) => sql`${customerId} in (merged_id, platform.golden(survivor_id))`,
    end: erased,
  },
  { table: 'source_id', shows: [], of: theirs, end: erased },
  { table: 'match_key', shows: [], of: theirs, end: erased },
  { table: 'duplicate_pair', shows: [], of: ofPair, end: erased, isGiven: false },
  { table: 'duplicate_dismissal', shows: [], of: ofPair, end: erased, isGiven: false },
  { table: 'fact_verification', shows: ['Verification'], of: theirs, end: erased },
  { table: 'assignment', shows: ['Assignment'], of: theirs, end: erased },
  {
    table: 'relation',
    shows: [],
    of: ({ customerId }) => sql`customer_id = ${customerId} or related_id = ${customerId}`,
    end: erased,
  },
  {
    table: 'consent_entry',
    shows: ['ConsentProof'],
    of: theirs,
    end: { outcome: 'RESTRICTED', basis: 'PROOF_OF_CONSENT', from: 'at', set: sql`proof_document = null` },
  },
  { table: 'platform.data_export', shows: ['PersonalDataExport'], of: theirs, end: erased, isGiven: false },
  {
    table: 'platform.access_entry',
    shows: ['AccessRecord'],
    // They are never changed, so that they have the id under which it was.
    of: ({ customerId }) => sql`(customer_id = ${customerId}
      or customer_id in (select merged_id from platform.merged_customer where survivor_id = ${customerId})
      or subject is not null and platform.told_of(subject, at, ${customerId}))`,
    end: {
      outcome: 'RESTRICTED',
      basis: 'PROCESSING_RECORDS',
      from: 'at',
      set: sql`reason = null, reason_salt = null`,
    },
  },
  { table: 'customer', shows: ['Customer'], of: ({ customerId }) => sql`id = ${customerId}`, end: erased },
]
