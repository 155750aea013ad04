import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { activities, call, openCase, seedStation, vinOf } from './workshop.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await seedStation(graph, { id: 'station-a' })
})
afterAll(() => graph.stop())

const refused = '... on CaseTransitionRefused { message status allowed } ... on CaseNotFound { caseId }'
const change = (caseId: string, status: string) =>
  call(graph, 'changeCaseStatus', {
    input: { caseId, status },
    select: `... on ChangeCaseStatusSuccess { case { status allowedStatuses slaState slaDueAt } } ${refused}`,
  })
const solve = (caseId: string, input: object = {}) =>
  call(graph, 'solveCase', {
    input: { caseId, resolution: 'Pads replaced', ...input },
    select: `... on SolveCaseSuccess { case { status resolution slaState open } } ${refused}`,
  })
const reply = (input: object) =>
  call(graph, 'replyToCase', {
    input,
    select: `... on ReplyToCaseSuccess { case { status messages { author authorName body } } } ... on CaseClosed { closedAt }
      ... on CaseNotFound { caseId }`,
  })

test('a case starts new, with its clock running towards the time allowed for its kind and priority', async () => {
  const id = await openCase(graph, {
    kind: 'COMPLAINT',
    priority: 'URGENT',
    vin: vinOf(1),
    customerId: 'customer-1',
    stationId: 'station-a',
  })
  const { case: found } = await graph.data(`{ case(id: "${id}") {
    id kind priority status allowedStatuses subject customer { id } vehicle { vin } station { id } resolution open openedAt
    messages { author authorName body } statusHistory { status changedBy note } slaMinutes slaConsumedMinutes slaState slaDueAt
  } }`)
  const { openedAt } = found
  expect(found).toEqual({
    id,
    kind: 'COMPLAINT',
    priority: 'URGENT',
    status: 'NEW',
    allowedStatuses: ['IN_PROGRESS', 'WAITING_FOR_CUSTOMER', 'ESCALATED', 'SOLVED'],
    subject: 'Noise when braking',
    customer: { id: 'customer-1' },
    vehicle: { vin: vinOf(1) },
    station: { id: 'station-a' },
    resolution: null,
    open: true,
    openedAt,
    messages: [{ author: 'CUSTOMER', authorName: 'tester', body: 'It squeals.' }],
    statusHistory: [{ status: 'NEW', changedBy: 'tester', note: null }],
    slaMinutes: 240,
    slaConsumedMinutes: 0,
    slaState: 'RUNNING',
    slaDueAt: new Date(Date.parse(openedAt) + 240 * 60_000).toISOString(),
  })
  expect(await activities(graph, 'customer-1')).toEqual([
    { kind: 'CASE', summary: 'Case (complaint) opened', subject: { type: 'Case', id } },
  ])
})

test('a move that the lifecycle does not have is refused and names those that it has', async () => {
  const id = await openCase(graph, {})
  expect(await change(id, 'CLOSED')).toEqual({
    __typename: 'CaseTransitionRefused',
    message: 'From NEW a case can go to IN_PROGRESS, WAITING_FOR_CUSTOMER, ESCALATED, SOLVED.',
    status: 'NEW',
    allowed: ['IN_PROGRESS', 'WAITING_FOR_CUSTOMER', 'ESCALATED', 'SOLVED'],
  })
  expect(await change('x', 'CLOSED')).toEqual({ __typename: 'CaseNotFound', caseId: 'x' })
  const { case: found } = await graph.data(`{ case(id: "${id}") { statusHistory { status } } }`)
  expect(found).toEqual({ statusHistory: [{ status: 'NEW' }] })
})

test('the clock pauses while the case waits for the customer, and his answer takes it up again', async () => {
  const id = await openCase(graph, {})
  expect(await change(id, 'WAITING_FOR_CUSTOMER')).toMatchObject({
    case: { status: 'WAITING_FOR_CUSTOMER', slaState: 'PAUSED', slaDueAt: null },
  })
  expect(await reply({ caseId: id, body: 'Could you send a photo?' })).toMatchObject({
    case: { status: 'WAITING_FOR_CUSTOMER' },
  })
  expect(await reply({ caseId: id, body: 'Here it is.', author: 'CUSTOMER' })).toEqual({
    __typename: 'ReplyToCaseSuccess',
    case: {
      status: 'IN_PROGRESS',
      messages: [
        { author: 'CUSTOMER', authorName: 'tester', body: 'It squeals.' },
        { author: 'AGENT', authorName: 'tester', body: 'Could you send a photo?' },
        { author: 'CUSTOMER', authorName: 'tester', body: 'Here it is.' },
      ],
    },
  })
})

test('a solved case has met its time, can be taken up again, and ends when it is closed', async () => {
  const id = await openCase(graph, {})
  const solved = { status: 'SOLVED', resolution: 'Pads replaced', slaState: 'MET', open: false }
  const input = { idempotencyKey: 'solve-once' }
  expect(await solve(id, input)).toEqual({ __typename: 'SolveCaseSuccess', case: solved })
  expect(await solve(id, input)).toEqual({ __typename: 'SolveCaseSuccess', case: solved })
  expect(await solve(id)).toMatchObject({ __typename: 'CaseTransitionRefused', allowed: ['IN_PROGRESS', 'CLOSED'] })
  expect(await change(id, 'IN_PROGRESS')).toMatchObject({ case: { slaState: 'RUNNING' } })
  await solve(id)
  expect(await change(id, 'CLOSED')).toMatchObject({ case: { status: 'CLOSED', allowedStatuses: [], slaState: 'MET' } })
  expect(await reply({ caseId: id, body: 'One more thing' })).toMatchObject({ __typename: 'CaseClosed' })
  expect(await reply({ caseId: 'x', body: 'One more thing' })).toEqual({ __typename: 'CaseNotFound', caseId: 'x' })
})

test('a status without a resolution, a blank text and an unknown station change nothing', async () => {
  const id = await openCase(graph, {})
  const shortcut = await graph.ask(
    `mutation { changeCaseStatus(input: { idempotencyKey: "k", caseId: "${id}", status: SOLVED }) { __typename } }`,
  )
  expect(shortcut.errors?.[0]?.message).toBe('A case is solved with its resolution: use solveCase.')
  const blank = await graph.ask(
    `mutation { replyToCase(input: { idempotencyKey: "k", caseId: "${id}", body: " " }) { __typename } }`,
  )
  expect(blank.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  const nowhere = await call(graph, 'openCase', {
    input: { kind: 'REPAIR', subject: 'Nowhere', body: 'Lost', stationId: 'x' },
    select: '... on ServiceStationNotFound { stationId }',
  })
  expect(nowhere).toEqual({ __typename: 'ServiceStationNotFound', stationId: 'x' })
  expect(await graph.sql(`select id from service.service_case where subject = 'Nowhere'`)).toEqual([])
})

test('cases are narrowed by kind, status and openness, on the list, the car and the customer', async () => {
  const about = { vin: vinOf(50), customerId: 'customer-50', kind: 'CONSULT', priority: 'LOW' }
  const open = await openCase(graph, about)
  const done = await openCase(graph, about)
  await solve(done)
  const { cases } = await graph.data(`{
    cases(filter: { open: true, kinds: [CONSULT], priorities: [LOW], statuses: [NEW, SOLVED] }) { nodes {
      id
      vehicle { all: cases { nodes { id } } over: cases(open: false) { nodes { id } } }
      customer { open: cases(open: true) { nodes { id } } }
    } }
  }`)
  expect(cases.nodes).toEqual([
    {
      id: open,
      vehicle: { all: { nodes: [{ id: done }, { id: open }] }, over: { nodes: [{ id: done }] } },
      customer: { open: { nodes: [{ id: open }] } },
    },
  ])
})
