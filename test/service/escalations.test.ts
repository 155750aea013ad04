import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openDatabase, type Database } from '#platform/database.ts'
import { escalateLateCases } from '../../subgraphs/service/escalations/escalate-late-cases.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import type { As } from '../kit/principal.ts'
import { activities, call, openCase } from './workshop.ts'

let graph: TestGraph
let db: Database
beforeAll(async () => {
  graph = await startGraph()
  db = openDatabase({ url: graph.databaseUrl, schema: 'service' })
  await call(graph, 'setQueue', { input: { id: 'desk', name: 'Desk', department: 'CUSTOMER' }, select: '' })
  await call(graph, 'setAgent', {
    input: { id: 'agent-1', name: '王芳', queueId: 'desk', skills: ['PURCHASE'], languages: ['en'], capacity: 50 },
    select: '',
  })
})
afterAll(async () => {
  await db.close()
  await graph.stop()
})
beforeEach(() => graph.sql('truncate service.escalation_contact'))

const contact = (rank: string, employeeId: string, department?: string) =>
  call(graph, 'setEscalationContact', {
    input: { rank, employeeId, employeeName: `Name of ${employeeId}`, department },
    select: '... on SetEscalationContactSuccess { contacts { rank department employeeId name } }',
  })
/** Lets hours of a case's life have gone by. */
const goBy = async (caseId: string, hours: number): Promise<void> => {
  await graph.sql(`update service.service_case set opened_at = opened_at - make_interval(hours => $2) where id = $1`, [
    caseId,
    hours,
  ])
  await graph.sql(`update service.case_status_change set at = at - make_interval(hours => $2) where case_id = $1`, [
    caseId,
    hours,
  ])
}
const look = () => escalateLateCases(db, new Date())
const stepsOf = async (id: string) =>
  (
    await graph.data(`{ case(id: "${id}") {
      status statusHistory { status } escalations { rank reason department employeeId employeeName consumedMinutes } } }`)
  ).case
const complaint = { kind: 'COMPLAINT', priority: 'URGENT' }

test('a case that is not solved in time climbs from its agent to the general manager, each step once', async () => {
  await contact('TEAM_LEAD', 'lead-all')
  await contact('TEAM_LEAD', 'lead-customer', 'CUSTOMER')
  await contact('DEPARTMENT_HEAD', 'head-sales', 'SALES')
  expect(await contact('GENERAL_MANAGER', 'gm')).toEqual({
    __typename: 'SetEscalationContactSuccess',
    contacts: [
      { rank: 'TEAM_LEAD', department: null, employeeId: 'lead-all', name: 'Name of lead-all' },
      { rank: 'TEAM_LEAD', department: 'CUSTOMER', employeeId: 'lead-customer', name: 'Name of lead-customer' },
      { rank: 'DEPARTMENT_HEAD', department: 'SALES', employeeId: 'head-sales', name: 'Name of head-sales' },
      { rank: 'GENERAL_MANAGER', department: null, employeeId: 'gm', name: 'Name of gm' },
    ],
  })
  const id = await openCase(graph, { ...complaint, customerId: 'customer-climb' })
  await graph.sql(`update service.service_case set queue_id = 'desk', agent_id = 'agent-1' where id = $1`, [id])
  const steps: unknown[] = []
  const climb = async (hours: number, added: object): Promise<void> => {
    await goBy(id, hours)
    await look()
    await look()
    steps.push({ reason: 'TIME_OVER', department: 'CUSTOMER', consumedMinutes: expect.any(Number), ...added })
    expect((await stepsOf(id)).escalations).toEqual(steps)
  }
  await goBy(id, 3)
  await look()
  expect((await stepsOf(id)).escalations).toEqual([])
  await climb(1, { rank: 'AGENT', employeeId: 'agent-1', employeeName: '王芳', consumedMinutes: 240 })
  expect((await stepsOf(id)).status).toBe('NEW')
  await climb(2, { rank: 'TEAM_LEAD', employeeId: 'lead-customer', employeeName: 'Name of lead-customer' })
  expect(await stepsOf(id)).toMatchObject({ status: 'ESCALATED', statusHistory: [{}, { status: 'ESCALATED' }] })
  await climb(2, { rank: 'DEPARTMENT_HEAD', employeeId: null, employeeName: null })
  await climb(4, { rank: 'GENERAL_MANAGER', employeeId: 'gm', employeeName: 'Name of gm', consumedMinutes: 720 })
  await goBy(id, 100)
  await look()
  expect((await stepsOf(id)).escalations).toHaveLength(4)
  const told = await graph.sql(
    `select payload->>'rank' as rank from platform.event where type = 'service.CaseEscalated' and key = $1 order by id`,
    [id],
  )
  expect(told.map(({ rank }) => rank)).toEqual(['AGENT', 'TEAM_LEAD', 'DEPARTMENT_HEAD', 'GENERAL_MANAGER'])
  expect((await activities(graph, 'customer-climb')).map((each: any) => each.summary)).toEqual([
    'Case (complaint) opened',
    'Case (complaint) brought before the agent',
    'Case (complaint) brought before the team lead',
    'Case (complaint) brought before the department head',
    'Case (complaint) brought before the general manager',
  ])
})

test('a complaint that reached the general manager is visible to him, and to no customer', async () => {
  await contact('GENERAL_MANAGER', 'gm-2')
  const [late, later, other] = [
    await openCase(graph, complaint),
    await openCase(graph, complaint),
    await openCase(graph, {}),
  ]
  await goBy(late, 20)
  await look()
  await goBy(later, 30)
  await look()
  await goBy(other, 400)
  await look()
  const query = `query ($filter: EscalationFilter) { escalations(filter: $filter, first: 2) {
    nodes { rank employeeId case { id kind subject } } pageInfo { hasNextPage } } }`
  const filter = { mine: true, kinds: ['COMPLAINT'], open: true }
  const gm = { role: 'call-centre', name: 'gm-2' } as const
  const { escalations } = await graph.data(query, { filter }, gm)
  expect(escalations).toEqual({
    nodes: [later, late].map(id => ({
      rank: 'GENERAL_MANAGER',
      employeeId: 'gm-2',
      case: { id, kind: 'COMPLAINT', subject: 'Noise when braking' },
    })),
    pageInfo: { hasNextPage: false },
  })
  expect(await graph.statementsOf(() => graph.data(query, { filter }, gm))).toHaveLength(2)
  const above = await graph.data(query, { filter: { rank: 'GENERAL_MANAGER', employeeId: 'gm-2' } })
  expect(above.escalations).toMatchObject({ nodes: [{ case: { id: other } }, {}], pageInfo: { hasNextPage: true } })
  const solve = (caseId: string) => call(graph, 'solveCase', { input: { caseId, resolution: 'Done' }, select: '' })
  await solve(later)
  const left = await graph.data(query, { filter }, gm)
  expect(left.escalations.nodes.map((each: any) => each.case.id)).toEqual([late])
  const customer = { role: 'customer', customerId: 'customer-x' } as const
  await graph.sql(`update service.service_case set customer_id = 'customer-x' where id = $1`, [late])
  const own = await graph.ask(`{ case(id: "${late}") { id escalations { rank } } }`, {}, customer)
  expect(own.errors?.[0]?.message).toMatch(/^Cannot query field "escalations" on type "Case"/)
})

test('time that a case waits for its customer does not let it climb', async () => {
  const id = await openCase(graph, complaint)
  await call(graph, 'changeCaseStatus', { input: { caseId: id, status: 'WAITING_FOR_CUSTOMER' }, select: '' })
  await goBy(id, 100)
  await look()
  expect(await stepsOf(id)).toMatchObject({ status: 'WAITING_FOR_CUSTOMER', escalations: [] })
  await call(graph, 'replyToCase', { input: { caseId: id, body: 'Here', author: 'CUSTOMER' }, select: '' })
  await look()
  expect((await stepsOf(id)).escalations).toEqual([])
})

test('looks at the same time bring a case before a rank once', async () => {
  const ids = await Promise.all(Array.from({ length: 30 }, () => openCase(graph, complaint)))
  for (const id of ids) await goBy(id, 5)
  await Promise.all(Array.from({ length: 6 }, look))
  const told = await graph.sql(
    `select key, count(*)::int as times from platform.event where type = 'service.CaseEscalated' and key = any($1) group by key`,
    [ids],
  )
  expect(told).toHaveLength(30)
  expect(told.every(({ times }) => times === 1)).toBe(true)
})

test('a wish to buy that no dealer takes stays with its agent, or comes before the team lead', async () => {
  const wish = async (): Promise<string> =>
    (
      await call(graph, 'openInquiry', {
        input: { text: 'I want to buy a car', customerId: 'customer-nobody' },
        select: '... on OpenInquirySuccess { case { id } }',
      })
    ).case.id
  await contact('TEAM_LEAD', 'lead')
  const alone = await wish()
  await call(graph, 'setRoutingRule', { input: { position: 1, name: 'All', queueId: 'desk' }, select: '' })
  const held = await wish()
  await graph.settled()
  expect(await graph.sql('select id from sales.lead')).toEqual([])
  expect(await stepsOf(alone)).toMatchObject({
    status: 'ESCALATED',
    escalations: [{ rank: 'TEAM_LEAD', reason: 'NO_DEALER', employeeId: 'lead' }],
  })
  expect(await stepsOf(held)).toMatchObject({
    status: 'NEW',
    escalations: [{ rank: 'AGENT', reason: 'NO_DEALER', employeeId: 'agent-1' }],
  })
  const { case: found } = await graph.data(`{ case(id: "${held}") { messages { author authorName body } } }`)
  expect(found.messages[1]).toEqual({
    author: 'INTERNAL',
    authorName: 'sales',
    body: 'There is no dealer for this wish to buy and so no lead: it stays with the help desk.',
  })
})

test('nobody is set for the rank of agents, and only the help desk sets ranks', async () => {
  const set = (rank: string, as?: As) =>
    graph.ask(
      `mutation { setEscalationContact(input: { idempotencyKey: "k", rank: ${rank}, employeeId: "e", employeeName: "n" }) { __typename } }`,
      {},
      as,
    )
  expect((await set('AGENT')).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  const analyst = { role: 'marketing-analyst' } as const
  expect((await set('TEAM_LEAD', analyst)).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  expect(await graph.sql('select * from service.escalation_contact')).toEqual([])
})
