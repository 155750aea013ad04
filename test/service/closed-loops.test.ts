import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import type { As } from '../kit/principal.ts'
import { activities, call, openCase } from './workshop.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

const loopFields = `id trigger subject stage department ownerId result verifiedBy endedAt actions { action takenBy }
  lesson { title body tags sourceCase { id } } case { id } request { id } customer { id }`
const refusals = `... on ClosedLoopNotThere { stage message } ... on ClosedLoopNotFound { loopId }`
const step = (field: string, input: object) =>
  call(graph, field, {
    input,
    select: `... on ${field.charAt(0).toUpperCase()}${field.slice(1)}Success { loop { ${loopFields} } } ${refusals}`,
  })
const open = (input: object = {}) =>
  call(graph, 'openClosedLoop', {
    input: { subject: 'The brake squealed again', department: 'SERVICE', ownerId: 'e-1', ...input },
    select: `... on OpenClosedLoopSuccess { loop { ${loopFields} } } ... on ClosedLoopOpenAlready { message }
      ... on CaseNotFound { caseId }`,
  })
const solved = async (input: object = {}): Promise<string> => {
  const caseId = await openCase(graph, input)
  await call(graph, 'solveCase', { input: { caseId, resolution: 'Pads replaced' }, select: '' })
  return caseId
}
const rate = (input: object, as?: As) =>
  call(graph, 'rateCase', {
    input,
    select: `... on RateCaseSuccess { case { rating { score comment } closedLoops { trigger ownerId stage } } }
      ... on CaseNotSolved { status message } ... on CaseNotFound { caseId }`,
    ...(as && { as }),
  })

test('a loop goes from what set it off by actions, result and the customer to its lesson', async () => {
  const caseId = await openCase(graph, { kind: 'COMPLAINT', customerId: 'customer-loop' })
  const { loop } = await open({ caseId })
  const loopId = loop.id
  expect(loop).toMatchObject({
    trigger: 'COMPLAINT',
    stage: 'OPEN',
    ownerId: 'e-1',
    case: { id: caseId },
    customer: { id: 'customer-loop' },
    actions: [],
    lesson: null,
  })
  expect(await open({ caseId })).toMatchObject({ __typename: 'ClosedLoopOpenAlready' })
  const lesson = { loopId, title: 'Squealing after new pads', lesson: 'Chamfer the pads.', tags: ['Brake'] }
  const early = await step('endClosedLoop', lesson)
  expect(early).toEqual({ __typename: 'ClosedLoopNotThere', stage: 'OPEN', message: 'It has no result yet.' })
  expect(await step('verifyLoop', { loopId, satisfied: true })).toMatchObject({ stage: 'OPEN' })
  await step('addLoopAction', { loopId, action: 'Called the customer' })
  const done = await step('recordLoopResult', { loopId, result: 'New pads' })
  expect(done.loop).toMatchObject({ stage: 'DONE', result: 'New pads' })
  expect(await step('endClosedLoop', lesson)).toMatchObject({ __typename: 'ClosedLoopNotThere', stage: 'DONE' })
  const rejected = await step('verifyLoop', { loopId, satisfied: false, comment: 'It still squeals' })
  expect(rejected.loop).toMatchObject({ stage: 'OPEN', result: null })
  await step('recordLoopResult', { loopId, result: 'Pads chamfered' })
  const verified = await step('verifyLoop', { loopId, satisfied: true })
  expect(verified.loop).toMatchObject({ stage: 'VERIFIED', verifiedBy: 'tester' })
  expect(await step('recordLoopResult', { loopId, result: 'Else' })).toMatchObject({ stage: 'VERIFIED' })
  const ended = await step('endClosedLoop', lesson)
  expect(ended.loop).toMatchObject({
    stage: 'ENDED',
    result: 'Pads chamfered',
    endedAt: expect.any(String),
    actions: [
      { action: 'Called the customer', takenBy: 'tester' },
      { action: 'The customer rejected “New pads”: It still squeals' },
      { action: 'The customer confirmed the result' },
    ],
    lesson: {
      title: 'Squealing after new pads',
      body: 'Chamfer the pads.',
      tags: ['brake'],
      sourceCase: { id: caseId },
    },
  })
  expect(await step('addLoopAction', { loopId, action: 'More' })).toMatchObject({ stage: 'ENDED' })
  expect(await step('addLoopAction', { loopId: 'x', action: 'More' })).toEqual({
    __typename: 'ClosedLoopNotFound',
    loopId: 'x',
  })
  const { knowledgeArticles } = await graph.data('{ knowledgeArticles(search: "chamfer") { title } }')
  expect(knowledgeArticles).toEqual([{ title: 'Squealing after new pads' }])
  expect((await activities(graph, 'customer-loop')).at(-1)).toEqual({
    kind: 'CASE',
    summary: 'What was done was confirmed and learnt from',
    subject: { type: 'Case', id: caseId },
  })
})

test('a loop after a low score is of the first who is there up the chain; of nobody, it waits to be given to somebody', async () => {
  const lowScore = async (): Promise<any> => {
    const caseId = await solved()
    await rate({ caseId, score: 1 })
    const { closedLoops } = await graph.data(
      '{ closedLoops(filter: { open: true }, first: 200) { nodes { id ownerId case { id } } } }',
    )
    return closedLoops.nodes.find((loop: any) => loop.case?.id === caseId)
  }
  const waiting = () => graph.data('{ closedLoops(filter: { owned: false }) { nodes { id } } }')
  const { id: loopId, ownerId } = await lowScore()
  expect(ownerId).toBeNull()
  expect((await waiting()).closedLoops.nodes).toEqual([{ id: loopId }])
  const { loop } = await step('assignClosedLoop', { loopId, ownerId: 'e-7' })
  expect(loop).toMatchObject({ ownerId: 'e-7', actions: [{ action: 'Given to e-7', takenBy: 'tester' }] })
  expect((await waiting()).closedLoops.nodes).toEqual([])
  await call(graph, 'setEscalationContact', {
    input: { rank: 'GENERAL_MANAGER', employeeId: 'boss', employeeName: '李敏' },
    select: '',
  })
  expect(await lowScore()).toMatchObject({ ownerId: 'boss' })
})

test('a customer who is not content opens a loop, once, by his own score or one that is taken down', async () => {
  await call(graph, 'setEscalationContact', {
    input: { rank: 'TEAM_LEAD', employeeId: 'lead', employeeName: '陈刚' },
    select: '',
  })
  const caseId = await solved({ customerId: 'customer-low' })
  const himself = { role: 'customer', customerId: 'customer-low', name: 'customer-low' } as const
  expect(await rate({ caseId, score: 2, comment: 'Twice for the same' }, himself)).toEqual({
    __typename: 'RateCaseSuccess',
    case: { rating: { score: 2, comment: 'Twice for the same' }, closedLoops: [] },
  })
  expect(await rate({ caseId, score: 1 })).toMatchObject({
    case: { rating: { score: 1 }, closedLoops: [{ trigger: 'LOW_CUSTOMER_SCORE', ownerId: 'lead', stage: 'OPEN' }] },
  })
  expect(await rate({ caseId: await solved(), score: 3 })).toMatchObject({ case: { closedLoops: [] } })
  const fresh = await openCase(graph, {})
  expect(await rate({ caseId: fresh, score: 5 })).toMatchObject({ __typename: 'CaseNotSolved', status: 'NEW' })
  expect(await rate({ caseId, score: 1 }, { ...himself, customerId: 'customer-else' })).toEqual({
    __typename: 'CaseNotFound',
    caseId,
  })
  const { errors } = await graph.ask(
    `mutation { rateCase(input: { idempotencyKey: "k", caseId: "${caseId}", score: 6 }) { __typename } }`,
  )
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
})

test('a department that was not content with another opens a loop there when it closes its request', async () => {
  const opened = await call(graph, 'openRequest', {
    input: { subject: 'Tender', question: 'When?', department: 'SERVICE', ownerId: 'e-9' },
    select: '... on OpenRequestSuccess { request { id } }',
  })
  const requestId = opened.request.id
  for (const department of ['SALES', 'PRODUCTION'])
    await call(graph, 'forwardRequest', { input: { requestId, department }, select: '' })
  const ratings = [
    { department: 'SALES', score: 2 },
    { department: 'PRODUCTION', score: 4 },
  ]
  await call(graph, 'closeRequest', { input: { requestId, answer: 'In May', ratings }, select: '' })
  const list = () =>
    graph.data(`{ closedLoops(filter: { open: true, department: SALES }) {
      nodes { trigger ownerId subject request { id } actions { action } lesson { id } } pageInfo { hasNextPage } } }`)
  expect((await list()).closedLoops).toEqual({
    nodes: [
      {
        trigger: 'LOW_INTERNAL_SCORE',
        ownerId: 'e-9',
        subject: 'Tender',
        request: { id: requestId },
        actions: [],
        lesson: null,
      },
    ],
    pageInfo: { hasNextPage: false },
  })
  expect(await graph.statementsOf(list)).toHaveLength(3)
  expect(
    (await graph.data('{ closedLoops(filter: { department: PRODUCTION }) { nodes { id } } }')).closedLoops,
  ).toEqual({
    nodes: [],
  })
})
