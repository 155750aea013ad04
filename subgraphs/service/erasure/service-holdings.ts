import sql, { type Sql } from 'sql-template-tag'
import type { Holding } from '#platform/privacy/holding.ts'
import type { Person } from '#platform/privacy/person.ts'

const theirs = ({ customerId }: Person): Sql => sql`customer_id = ${customerId}`
const ofTheirCases = ({ customerId }: Person): Sql =>
  sql`case_id in (select id from service_case where customer_id = ${customerId})`
const ofTheirRequests = ({ customerId }: Person): Sql =>
  sql`request_id in (select id from request where customer_id = ${customerId})`
const ofTheirLoops = (person: Person): Sql =>
  sql`(customer_id = ${person.customerId} or ${ofTheirCases(person)} or ${ofTheirRequests(person)})`
const without = (set: Sql) => ({ outcome: 'ANONYMISED', set: () => set }) as const

/** What the service subgraph holds of persons: the work on a car stays on the car, without whom it was done for. */
export const serviceHoldings: readonly Holding[] = [
  {
    table: 'service_order',
    shows: ['ServiceOrder'],
    of: theirs,
    end: without(sql`customer_id = null, complaint = '***'`),
  },
  { table: 'appointment', shows: ['Appointment'], of: theirs, end: without(sql`customer_id = null, note = null`) },
  {
    table: 'covered_vehicle',
    shows: [],
    of: ({ customerId }) => sql`owner_id = ${customerId}`,
    end: without(sql`owner_id = null`),
  },
  { table: 'case_message', shows: ['CaseMessage'], of: ofTheirCases, end: { outcome: 'ERASED' } },
  { table: 'case_status_change', shows: ['CaseStatusChange'], of: ofTheirCases, end: without(sql`note = null`) },
  { table: 'inquiry', shows: [], of: ofTheirCases, end: without(sql`kind_reasons = '{}', routing_reasons = '{}'`) },
  { table: 'case_rating', shows: ['CaseRating'], of: ofTheirCases, end: without(sql`comment = null`) },
  {
    table: 'loop_action',
    shows: ['ClosedLoopAction'],
    of: person => sql`loop_id in (select id from closed_loop where ${ofTheirLoops(person)})`,
    end: without(sql`action = '***'`),
  },
  {
    table: 'closed_loop',
    shows: ['ClosedLoop'],
    of: ofTheirLoops,
    end: without(sql`customer_id = null, subject = '***', result = case when result is not null then '***' end`),
  },
  { table: 'request_step', shows: ['RequestStep'], of: ofTheirRequests, end: without(sql`note = null`) },
  {
    table: 'sub_question',
    shows: ['SubQuestion'],
    of: ofTheirRequests,
    end: without(sql`question = '***', settlement = case when settlement is not null then '***' end`),
  },
  { table: 'request_rating', shows: ['RequestRating'], of: ofTheirRequests, end: without(sql`note = null`) },
  {
    table: 'request',
    shows: ['Request'],
    of: theirs,
    end: without(sql`customer_id = null, subject = '***', question = '***',
      answer = case when answer is not null then '***' end`),
  },
  {
    table: 'service_case',
    shows: ['Case'],
    of: theirs,
    end: without(sql`customer_id = null, subject = '***',
      resolution = case when resolution is not null then '***' end`),
  },
  { table: 'account_manager', shows: [], of: theirs, end: { outcome: 'ERASED' } },
]
