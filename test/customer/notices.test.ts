import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import type { As } from '../kit/principal.ts'
import { call, openCase, tell } from '../service/workshop.ts'
import { contacting } from './contacting.ts'
import { aPerson, fresh } from './people.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

const inboxQuery = `query ($department: Department!, $filter: InboxFilter, $first: Int, $after: String) {
  departmentInbox(department: $department, filter: $filter, first: $first, after: $after) {
    nodes {
      id topic details origin summary changedAt deliveredAt delayMs customer { id } rule { detail department }
      acknowledgement { by } subject { __typename ... on Case { id } ... on ContactGrant { note } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`

/** What stands in a department's inbox about a customer, once all events have arrived. */
async function inbox(department: string, filter: object = {}, as: As = {}): Promise<any[]> {
  await graph.settled()
  return (await graph.data(inboxQuery, { department, filter }, as)).departmentInbox.nodes
}
const topics = async (department: string, customerId: string): Promise<string[]> =>
  (await inbox(department, { customerId })).map(notice => notice.topic)

const setRule = (input: object, as: As = {}) =>
  call(graph, 'setNoticeRule', { input, select: '... on SetNoticeRuleSuccess { rule { active setBy } }', as })
const acknowledge = (noticeIds: readonly string[], as: As = {}) =>
  call(graph, 'acknowledgeNotices', {
    input: { noticeIds },
    select: `... on AcknowledgeNoticesSuccess { notices { id acknowledgement { by } } }
      ... on NoticesUnknown { message noticeIds }`,
    as,
  })
const changePhone = (customerId: string, value: string) =>
  call(graph, 'addContactPoint', {
    input: { customerId, source: 'call-centre', contactPoint: { kind: 'PHONE', value } },
    select: '',
  })

test('a new number reaches the inboxes that a rule names, each with what changed and how long it took', async () => {
  const customerId = await aPerson(graph)
  await changePhone(customerId, '+8613800138010')
  const [notice, registered] = await inbox('SALES', { customerId })
  expect(registered).toMatchObject({ topic: 'REGISTERED', details: [], summary: 'A new customer' })
  expect(notice).toMatchObject({
    topic: 'FACT',
    details: ['phone'],
    origin: null,
    summary: 'Changed: phone',
    customer: { id: customerId },
    rule: { detail: 'phone', department: 'SALES' },
    acknowledgement: null,
    subject: null,
  })
  expect(notice.delayMs).toBe(Date.parse(notice.deliveredAt) - Date.parse(notice.changedAt))
  expect(notice.delayMs).toBeLessThan(5000)
  expect(await topics('SERVICE', customerId)).toEqual(['FACT'])
  expect(await topics('PRODUCTION', customerId)).toEqual([])
})

test('what each of the five subgraphs tells arrives, and never at the department that did it', async () => {
  const customerId = await aPerson(graph)
  const caseId = await openCase(graph, { customerId })
  const at = '2026-03-01T08:00:00.000Z'
  const activity = { customerId, at, summary: 'Done', subject: { type: 'Campaign', id: 'c-1' } }
  await tell(graph, 'CustomerActivity', customerId, { ...activity, kind: 'LEAD', department: 'SALES' })
  await setRule({ topic: 'MESSAGE', department: 'SERVICE' })
  await tell(graph, 'CustomerActivity', customerId, { ...activity, kind: 'MESSAGE', department: 'MARKETING' })
  const orderId = 'order-notices'
  const car = { productionNumber: 'N-1', vin: null, orderId, modelCode: 'ENV', previous: null, at }
  await tell(graph, 'erp.VehicleStatusChanged', 'N-1', { ...car, status: 'ACCEPTED' })
  await graph.sql(`insert into customer.order_customer values ($1, $2)`, [orderId, customerId])
  await tell(graph, 'erp.VehicleStatusChanged', 'N-1', { ...car, status: 'AT_DEALER' })
  const delay = { productionNumber: 'N-1', orderId, partNumber: 'P-1', readyOn: null, expectedEnd: null }
  await tell(graph, 'erp.ProductionDelayed', 'N-1', delay)

  expect(await topics('SALES', customerId)).toEqual(['CAR_DELAYED', 'CAR_STATUS', 'CASE', 'REGISTERED'])
  expect(await topics('SERVICE', customerId)).toEqual(['CAR_STATUS', 'MESSAGE'])
  expect(await topics('CUSTOMER', customerId)).toEqual(['CAR_DELAYED', 'LEAD', 'CASE'])
  const [told] = await inbox('SALES', { customerId, topics: ['CASE'] })
  expect(told).toMatchObject({ origin: 'SERVICE', subject: { __typename: 'Case', id: caseId } })
  const [status] = await inbox('SERVICE', { customerId, topics: ['CAR_STATUS'] })
  expect(status).toMatchObject({
    origin: 'PRODUCTION',
    details: ['AT_DEALER'],
    summary: 'The ordered car is AT_DEALER',
  })
})

test('an order placed through sales is known by its customer to what the plant tells later', async () => {
  const customerId = await aPerson(graph)
  const placed = { kind: 'BUILD', dealerId: 'd-1', modelCode: 'ENV', options: [], vin: null }
  await tell(graph, 'sales.OrderPlaced', 'order-2', {
    ...placed,
    orderId: 'order-2',
    customerId,
    placedAt: '2026-03-01T08:00:00.000Z',
  })
  expect(await graph.sql(`select customer_id from customer.order_customer where order_id = 'order-2'`)).toEqual([
    { customer_id: customerId },
  ])
})

test('an event that comes twice makes one notice', async () => {
  const customerId = await aPerson(graph)
  const event = {
    customerId,
    kind: 'RECALL',
    department: 'SERVICE',
    at: '2026-03-01T08:00:00.000Z',
    summary: 'A recall covers the car',
    subject: { type: 'Recall', id: 'r-1' },
  }
  const consent = { customerId, purpose: 'MARKETING', channel: 'ANY', recipient: 'MAKER', given: false, at: event.at }
  for (const _ of [1, 2]) {
    await tell(graph, 'CustomerActivity', customerId, event)
    await tell(graph, 'customer.ConsentChanged', customerId, consent)
  }
  expect(await topics('SALES', customerId)).toEqual(['CONSENT', 'RECALL', 'REGISTERED'])
})

test('a rule is set and ended by whoever leads the call centre, and holds from the next change on', async () => {
  const customerId = await aPerson(graph)
  const rule = { topic: 'FACT', detail: 'email', department: 'PRODUCTION' }
  const refused = await graph.ask(
    `mutation ($input: SetNoticeRuleInput!) { setNoticeRule(input: $input) { __typename } }`,
    { input: { idempotencyKey: fresh(), ...rule } },
    { role: 'compliance' },
  )
  expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  const email = (value: string) =>
    call(graph, 'addContactPoint', {
      input: { customerId, source: 'web', contactPoint: { kind: 'EMAIL', value } },
      select: '',
    })
  expect(await setRule(rule, { name: 'lead' })).toMatchObject({ rule: { active: true, setBy: 'lead' } })
  await email('a@example.com')
  expect(await topics('PRODUCTION', customerId)).toEqual(['FACT'])
  expect(await setRule({ ...rule, active: false })).toMatchObject({ rule: { active: false } })
  await email('b@example.com')
  expect(await topics('PRODUCTION', customerId)).toEqual(['FACT'])
  const wrong = await graph.ask(
    `mutation ($input: SetNoticeRuleInput!) { setNoticeRule(input: $input) { __typename } }`,
    { input: { idempotencyKey: fresh(), ...rule, detail: 'shoeSize' } },
  )
  expect(wrong.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
})

test('desks take note each for themselves, once, and see only their own customers', async () => {
  const [li, zhou] = [
    { role: 'dealer-sales', dealerId: 'dealer-1', name: 'li' },
    { role: 'dealer-sales', dealerId: 'dealer-2', name: 'zhou' },
  ] as const
  const customerId = await aPerson(graph)
  const assigned = { customerId, role: 'ACCOUNT_MANAGER', employeeId: 'li', dealerId: 'dealer-1' }
  await call(graph, 'assignCustomer', { input: assigned, select: '' })
  await changePhone(customerId, '+8613800138011')
  const ids = (await inbox('SALES', { customerId }, li)).map(notice => notice.id)
  expect(ids).toHaveLength(3)
  expect(await inbox('SALES', {}, zhou)).toEqual([])
  expect(await acknowledge(ids.slice(0, 1), zhou)).toMatchObject({ __typename: 'NoticesUnknown', noticeIds: [ids[0]] })
  expect(await acknowledge(ids.slice(0, 2), li)).toMatchObject({ notices: [{ acknowledgement: { by: 'li' } }, {}] })
  expect(await acknowledge(ids.slice(0, 1), { ...li, name: 'chen' })).toMatchObject({
    notices: [{ acknowledgement: { by: 'li' } }],
  })
  expect((await inbox('SALES', { customerId, acknowledged: false }, li)).map(({ id }) => id)).toEqual(ids.slice(2))
  expect(await inbox('SALES', { customerId, acknowledged: false })).toHaveLength(3)
  const asService = await graph.ask(inboxQuery, { department: 'SALES' }, { ...li, role: 'dealer-service' })
  expect(asService.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
})

test('what came of a contact with a prospect is told to the dealer’s other department and the maker’s, to no other dealer', async () => {
  const seller: As = { role: 'dealer-sales', dealerId: 'dealer-1', name: 'li' }
  const contact = contacting(graph)
  const { grant } = await contact.request({ prospect: { company: '无名公司' } }, {}, seller)
  await contact.complete(grant.id, 'INTERESTED', { note: 'Wants an offer' }, seller)
  const told = { topic: 'CONTACT_COMPLETED', details: ['INTERESTED'], origin: 'SALES', customer: null }
  const filter = { topics: ['CONTACT_COMPLETED'] }
  expect(await inbox('SERVICE', filter, { role: 'dealer-service', dealerId: 'dealer-1' })).toMatchObject([
    { ...told, subject: { note: 'Wants an offer' } },
  ])
  expect(await inbox('MARKETING', filter)).toMatchObject([told])
  expect(await inbox('SERVICE', filter, { role: 'dealer-service', dealerId: 'dealer-2' })).toEqual([])
})

test('how long notices took is told by rule for a period, in one statement beside that of the rules', async () => {
  const period = { from: new Date(Date.now() - 3_600_000), until: new Date(Date.now() + 3_600_000) }
  const query = `query ($from: DateTime!, $until: DateTime!) {
    noticeDelays(from: $from, until: $until) { rule { topic detail department } notices medianMs p90Ms slowestMs }
  }`
  const variables = { from: period.from.toISOString(), until: period.until.toISOString() }
  let delays: any[] = []
  const sent = await graph.statementsOf(async () => void (delays = (await graph.data(query, variables)).noticeDelays))
  expect(sent).toHaveLength(2)
  const registered = delays.find(({ rule }) => rule.topic === 'REGISTERED' && rule.department === 'SALES')
  expect(registered.notices).toBeGreaterThan(4)
  for (const { medianMs, p90Ms, slowestMs } of delays) {
    expect(medianMs).toBeLessThanOrEqual(p90Ms)
    expect(p90Ms).toBeLessThanOrEqual(slowestMs)
  }
  const empty = await graph.ask(query, { from: variables.until, until: variables.from })
  expect(empty.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
})

test('a page of an inbox takes as many statements as one notice, and pages join without gap', async () => {
  await graph.settled()
  const page = (first: number, after: string | null = null) =>
    graph.data(inboxQuery, { department: 'SALES', first, after })
  const one = await graph.statementsOf(() => page(1))
  const many = await graph.statementsOf(() => page(50))
  expect(many.length - one.length).toBeLessThanOrEqual(1)
  expect(new Set(many).size).toBe(many.length)
  const all = (await page(50)).departmentInbox.nodes
  const first = (await page(2)).departmentInbox
  const rest = (await page(50, first.pageInfo.endCursor)).departmentInbox
  expect([...first.nodes, ...rest.nodes]).toEqual(all)
})
