import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { seedMarket } from '../sales/market.ts'
import { call, seedStation, tell, vinOf } from './workshop.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await seedStation(graph, { id: 'station-i' })
})
afterAll(() => graph.stop())
beforeEach(() => graph.sql('truncate service.routing_rule'))

const routed = `case { id kind status subject agent { id load } queue { id waiting }
  inquiry { kindStated confidence kindReasons language tier rule routingReasons appointment { id status purpose } } }`
const ask = async (text: string, input: object = {}) =>
  (
    await call(graph, 'openInquiry', {
      input: { text, ...input },
      select: `... on OpenInquirySuccess { ${routed} } ... on ServiceStationNotFound { stationId }`,
    })
  ).case
const queue = async (): Promise<string> => {
  const id = `queue-${randomUUID()}`
  await call(graph, 'setQueue', {
    input: { id, name: 'Help desk', department: 'SERVICE' },
    select: '... on SetQueueSuccess { queue { id } }',
  })
  return id
}
const agent = async (queueId: string, input: object = {}): Promise<string> => {
  const id = `agent-${randomUUID()}`
  await call(graph, 'setAgent', {
    input: { id, name: '王芳', queueId, skills: ['CONSULT', 'COMPLAINT'], languages: ['zh'], capacity: 5, ...input },
    select: '... on SetAgentSuccess { agent { id load } } ... on QueueNotFound { queueId }',
  })
  return id
}
const rule = (position: number, queueId: string, input: object = {}) =>
  call(graph, 'setRoutingRule', {
    input: { position, name: `Rule ${position}`, queueId, ...input },
    select: '... on SetRoutingRuleSuccess { rules { position name queueId } } ... on QueueNotFound { queueId }',
  })

test.each([
  ['我要投诉，服务态度太差', 'COMPLAINT', 'zh'],
  ['发动机故障，需要维修', 'REPAIR', 'zh'],
  ['想试驾新车，请给个报价', 'PURCHASE', 'zh'],
  ['请问如何咨询保险', 'CONSULT', 'zh'],
  ['There is a noise and the brake is broken', 'REPAIR', 'en'],
  ['I want to complain: the repair is unacceptable', 'COMPLAINT', 'en'],
  ['We would like a quote for a tender of 40 cars', 'PURCHASE', 'en'],
  ['Hello', 'CONSULT', 'en'],
])('“%s” is %s', async (text, kind, language) => {
  const found = await ask(text)
  expect(found).toMatchObject({ kind, inquiry: { kindStated: false, language, rule: null } })
  expect(found.inquiry.kindReasons.length).toBeGreaterThan(0)
})

test('a case says why it has its kind, its queue and its agent', async () => {
  const queueId = await queue()
  const agentId = await agent(queueId)
  await rule(1, queueId, { kinds: ['COMPLAINT'] })
  expect(await ask('我要投诉，发动机有问题', { tier: 'KEY' })).toMatchObject({
    kind: 'COMPLAINT',
    agent: { id: agentId, load: 1 },
    queue: { id: queueId, waiting: 0 },
    inquiry: {
      kindStated: false,
      confidence: 0.71,
      kindReasons: ['投诉 +5'],
      rule: 'Rule 1',
      routingReasons: ['rule 1, Rule 1: COMPLAINT, zh, KEY', '王芳 has 0 of 5, the smallest share of 1'],
    },
  })
  expect(await ask('我要投诉', { kind: 'REPAIR' })).toMatchObject({
    kind: 'REPAIR',
    agent: null,
    queue: null,
    inquiry: { kindStated: true, confidence: 1, kindReasons: ['stated by tester'], routingReasons: ['no rule fits'] },
  })
})

test('the first rule that fits decides, by kind, language and tier', async () => {
  const [key, chinese, rest] = [await queue(), await queue(), await queue()]
  await rule(1, key, { tiers: ['KEY'] })
  await rule(2, chinese, { languages: ['zh'] })
  await rule(3, rest)
  const queues = [
    await ask('请问', { tier: 'KEY' }),
    await ask('请问'),
    await ask('question'),
    await ask('question', { language: 'zh' }),
  ].map(each => each.queue.id)
  expect(queues).toEqual([key, chinese, rest, chinese])
  expect(await rule(4, 'nowhere')).toEqual({ __typename: 'QueueNotFound', queueId: 'nowhere' })
})

test('of those who can it goes to the account manager, otherwise to the one with most room', async () => {
  const queueId = await queue()
  await rule(1, queueId)
  const [busy, free] = [await agent(queueId, { capacity: 2 }), await agent(queueId, { capacity: 4 })]
  await agent(queueId, { skills: ['REPAIR'], capacity: 100 })
  await agent(queueId, { languages: ['en'], capacity: 100 })
  await graph.sql(
    `insert into service.service_case (id, kind, priority, status, subject, sla_minutes, opened_at, agent_id)
     values ('load-1', 'CONSULT', 'LOW', 'NEW', 'x', 1, now(), $1), ('load-2', 'CONSULT', 'LOW', 'CLOSED', 'x', 1, now(), $2)`,
    [busy, free],
  )
  expect((await ask('请问')).agent).toEqual({ id: free, load: 1 })
  await tell(graph, 'customer.AccountManagerChanged', 'customer-m', {
    customerId: 'customer-m',
    employeeId: busy,
    dealerId: null,
    previousEmployeeId: null,
    from: '2026-01-01T00:00:00.000Z',
  })
  const managed = await ask('请问', { customerId: 'customer-m' })
  expect(managed.agent).toEqual({ id: busy, load: 2 })
  expect(managed.inquiry.routingReasons[1]).toBe("王芳 is the customer's account manager")
  expect((await ask('请问', { customerId: 'customer-m' })).agent.id).toBe(free)
})

test('of forty openings at once no agent takes more than he can, and the rest wait', async () => {
  const queueId = await queue()
  await rule(1, queueId)
  const agents = [await agent(queueId, { capacity: 3 }), await agent(queueId, { capacity: 7 })]
  await Promise.all(Array.from({ length: 40 }, () => ask('请问')))
  const { agents: found, queues } = await graph.data(
    `query ($queueId: ID!) { agents(queueId: $queueId) { id load capacity } queues(first: 200) { id waiting } }`,
    { queueId },
  )
  expect(new Map(found.map(({ id, load }: any) => [id, load]))).toEqual(
    new Map([
      [agents[0], 3],
      [agents[1], 7],
    ]),
  )
  expect(queues.find(({ id }: any) => id === queueId)).toEqual({ id: queueId, waiting: 30 })
})

test('a solved case makes room for the next', async () => {
  const queueId = await queue()
  await rule(1, queueId)
  const agentId = await agent(queueId, { capacity: 1 })
  const first = await ask('请问')
  const second = await ask('请问')
  expect([first.agent.id, second.agent]).toEqual([agentId, null])
  expect(second.inquiry.routingReasons[1]).toBe('all 1 who do CONSULT in zh are full')
  await call(graph, 'solveCase', { input: { caseId: first.id, resolution: 'Told' }, select: '' })
  expect((await ask('请问')).agent.id).toBe(agentId)
})

test('a wish to buy becomes a lead at sales, once', async () => {
  await seedMarket(graph)
  const input = { customerId: 'customer-wish', idempotencyKey: randomUUID() }
  await ask('I want to buy a car', input)
  await ask('I want to buy a car', input)
  await graph.settled()
  const told = await graph.sql(
    `select payload from platform.event where type = 'service.PurchaseWished' and payload->>'customerId' = 'customer-wish'`,
  )
  expect(told).toHaveLength(1)
  const leads = await graph.sql(`select channel, message from sales.lead where customer_id = 'customer-wish'`)
  expect(leads).toEqual([{ channel: 'CALL_CENTRE', message: 'I want to buy a car' }])
})

test('a repair of a named car at a named station has an appointment proposed', async () => {
  const about = { vin: vinOf(77), customerId: 'customer-r', stationId: 'station-i' }
  const { inquiry } = await ask('The brakes are broken, repair please', about)
  expect(inquiry.appointment).toMatchObject({ status: 'PROPOSED', purpose: 'REPAIR' })
  expect((await ask('repair please', { vin: vinOf(77) })).inquiry.appointment).toBeNull()
})

test('what is blank, no number or no language is refused and opens nothing', async () => {
  const before = await graph.sql('select count(*)::int as n from service.service_case')
  for (const wrong of ['text: " "', 'text: "x", phone: "12"', 'text: "x", language: "Chinese"']) {
    const { errors } = await graph.ask(
      `mutation { openInquiry(input: { idempotencyKey: "k", ${wrong} }) { __typename } }`,
    )
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  }
  const nowhere = await call(graph, 'openInquiry', {
    input: { text: 'x', stationId: 'nowhere' },
    select: '... on ServiceStationNotFound { stationId }',
  })
  expect(nowhere).toEqual({ __typename: 'ServiceStationNotFound', stationId: 'nowhere' })
  const analyst = { role: 'marketing-analyst' } as const
  const { errors } = await graph.ask(
    `mutation { setQueue(input: { idempotencyKey: "k", id: "q", name: "q", department: SALES }) { __typename } }`,
    {},
    analyst,
  )
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  expect(await graph.sql('select count(*)::int as n from service.service_case')).toEqual(before)
})

test('whoever takes over a customer takes over the cases that his predecessor has open, and they say so', async () => {
  const queueId = await queue()
  const [before, after, other] = [await agent(queueId), await agent(queueId, { name: '李娜' }), await agent(queueId)]
  const customerId = `customer-${randomUUID()}`
  await graph.sql(
    `insert into service.service_case (id, kind, priority, status, subject, customer_id, sla_minutes, opened_at, agent_id)
     select id || $1, 'CONSULT', 'LOW', status, 'x', $1, 1, now(), agent
     from (values ('open-', 'NEW', $2), ('closed-', 'CLOSED', $2), ('other-', 'NEW', $3)) as told (id, status, agent)`,
    [customerId, before, other],
  )
  const takesOver = { customerId, employeeId: after, previousEmployeeId: before }
  await tell(graph, 'customer.AccountManagerTakesOver', 'take-over of x', {
    ...takesOver,
    at: '2026-01-01T00:00:00.000Z',
  })
  const agents = () =>
    graph.sql(`select agent_id from service.service_case where customer_id = $1 order by id`, [customerId])
  expect(await agents()).toEqual([{ agent_id: before }, { agent_id: before }, { agent_id: other }])
  await tell(graph, 'customer.AccountManagerChanged', customerId, {
    ...takesOver,
    dealerId: null,
    from: '2026-01-01T00:00:00.000Z',
  })
  await tell(graph, 'customer.AccountManagerTakesOver', 'take-over of y', {
    ...takesOver,
    at: '2026-01-01T00:00:00.000Z',
  })
  expect(await agents()).toEqual([{ agent_id: before }, { agent_id: after }, { agent_id: other }])
  const messages = await graph.sql(`select author, body from service.case_message where case_id = $1`, [
    `open-${customerId}`,
  ])
  expect(messages).toEqual([{ author: 'INTERNAL', body: 'Taken over as account manager from 王芳' }])
})
