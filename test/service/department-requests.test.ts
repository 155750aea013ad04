import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { activities, call, openCase } from './workshop.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

const refusals = `... on RequestNotFound { requestId } ... on RequestClosed { message }`
const open = async (input: object = {}): Promise<string> => {
  const result = await call(graph, 'openRequest', {
    input: {
      subject: 'Tender of 40 cars',
      question: 'Can we deliver in May?',
      department: 'SERVICE',
      ownerId: 'e-1',
      ownerName: '李静',
      ...input,
    },
    select: '... on OpenRequestSuccess { request { id } }',
  })
  return result.request.id
}
const forward = (requestId: string, department: string, input: object = {}) =>
  call(graph, 'forwardRequest', {
    input: { requestId, department, ...input },
    select: `... on ForwardRequestSuccess { request { department departments owner { employeeId name department } } }
      ... on RequestAlreadyThere { department } ${refusals}`,
  })
const ask = (requestId: string, questions: object[]) =>
  call(graph, 'askSubQuestion', {
    input: { requestId, questions },
    select: `... on AskSubQuestionSuccess { subQuestions { id department status } request { departments } } ${refusals}`,
  })
const settled = `... on SubQuestionSettled { status } ... on SubQuestionNotFound { subQuestionId }`
const answer = (subQuestionId: string, text: string) =>
  call(graph, 'answerSubQuestion', {
    input: { subQuestionId, answer: text },
    select: `... on AnswerSubQuestionSuccess { request { subQuestions { status answer } } } ${settled}`,
  })
const waive = (subQuestionId: string, reason: string) =>
  call(graph, 'waiveSubQuestion', {
    input: { subQuestionId, reason },
    select: `... on WaiveSubQuestionSuccess { request { subQuestions { status answer waivedBecause } } } ${settled}`,
  })
const close = (requestId: string, ratings: object[] = []) =>
  call(graph, 'closeRequest', {
    input: { requestId, answer: 'Yes, all 40.', ratings },
    select: `... on CloseRequestSuccess { request {
        open answer closedAt steps { department leftAt } ratings { department score note ratedBy } } }
      ... on SubQuestionsOpen { subQuestions { department question } } ... on DepartmentNotInvolved { department } ${refusals}`,
  })

test('a request goes from department to department while one employee answers for it', async () => {
  const id = await open({ customerId: 'customer-walk' })
  expect(await forward(id, 'SALES', { note: 'They know the tender' })).toEqual({
    __typename: 'ForwardRequestSuccess',
    request: {
      department: 'SALES',
      departments: ['SERVICE', 'SALES'],
      owner: { employeeId: 'e-1', name: '李静', department: 'SERVICE' },
    },
  })
  expect(await forward(id, 'SALES')).toEqual({ __typename: 'RequestAlreadyThere', department: 'SALES' })
  expect(await forward(id, 'PRODUCTION', { ownerId: 'e-2' })).toMatchObject({
    request: { owner: { employeeId: 'e-2', name: null, department: 'PRODUCTION' } },
  })
  const { request } = await graph.data(`{ request(id: "${id}") {
    open overdue customer { id } openedBy openedAt dueAt
    steps { department enteredAt leftAt dwellMinutes allowedMinutes breached handedBy note }
  } }`)
  const [first, second, third] = request.steps
  expect(request).toMatchObject({ open: true, overdue: false, customer: { id: 'customer-walk' }, openedBy: 'tester' })
  expect(Date.parse(request.dueAt) - Date.parse(request.openedAt)).toBe(72 * 3_600_000)
  expect(first).toMatchObject({ department: 'SERVICE', leftAt: second.enteredAt, allowedMinutes: 1440, note: null })
  expect(second).toMatchObject({ department: 'SALES', leftAt: third.enteredAt, note: 'They know the tender' })
  expect(third).toMatchObject({ department: 'PRODUCTION', leftAt: null, dwellMinutes: 0, breached: false })
  expect(await activities(graph, 'customer-walk')).toEqual(
    ['Request opened with service', 'Request went to sales', 'Request went to production'].map(summary => ({
      kind: 'REQUEST',
      summary,
      subject: { type: 'Request', id },
    })),
  )
})

test('a request is not closed until each question is answered or waived, and then it has one answer', async () => {
  const id = await open()
  const asked = await ask(id, [
    { department: 'PRODUCTION', question: 'When can you build 40?' },
    { department: 'MARKETING', question: 'What did we promise?' },
  ])
  expect(asked.request.departments).toEqual(['SERVICE', 'PRODUCTION', 'MARKETING'])
  const [production, marketing] = asked.subQuestions
  expect(await close(id)).toEqual({
    __typename: 'SubQuestionsOpen',
    subQuestions: expect.arrayContaining([
      { department: 'PRODUCTION', question: 'When can you build 40?' },
      { department: 'MARKETING', question: 'What did we promise?' },
    ]),
  })
  await answer(production.id, 'In April')
  expect(await answer(production.id, 'In June')).toEqual({ __typename: 'SubQuestionSettled', status: 'ANSWERED' })
  expect(await waive(production.id, 'Late')).toEqual({ __typename: 'SubQuestionSettled', status: 'ANSWERED' })
  expect(await close(id)).toMatchObject({ subQuestions: [{ department: 'MARKETING' }] })
  const { request } = await waive(marketing.id, 'Nobody promised anything')
  expect(request.subQuestions).toEqual(
    expect.arrayContaining([
      { status: 'ANSWERED', answer: 'In April', waivedBecause: null },
      { status: 'WAIVED', answer: null, waivedBecause: 'Nobody promised anything' },
    ]),
  )
  const rating = { department: 'PRODUCTION', score: 4, note: 'Quick' }
  expect(await close(id, [{ department: 'SALES', score: 3 }])).toEqual({
    __typename: 'DepartmentNotInvolved',
    department: 'SALES',
  })
  expect(await close(id, [rating])).toMatchObject({
    request: {
      open: false,
      answer: 'Yes, all 40.',
      steps: [{ department: 'SERVICE', leftAt: expect.any(String) }],
      ratings: [{ ...rating, ratedBy: 'tester' }],
    },
  })
  expect(await forward(id, 'SALES')).toMatchObject({ __typename: 'RequestClosed' })
  expect(await ask(id, [{ department: 'SALES', question: 'And you?' }])).toMatchObject({ __typename: 'RequestClosed' })
  expect(await close('x')).toEqual({ __typename: 'RequestNotFound', requestId: 'x' })
  expect(await answer('x', 'y')).toEqual({ __typename: 'SubQuestionNotFound', subQuestionId: 'x' })
})

test('of two departments that answer the same question at once one is heard', async () => {
  const { subQuestions } = await ask(await open(), [{ department: 'SALES', question: 'What price?' }])
  const answers = await Promise.all(['1', '2', '3', '4'].map(price => answer(subQuestions[0].id, price)))
  expect(answers.map((each): string => each.__typename).toSorted()).toEqual([
    'AnswerSubQuestionSuccess',
    'SubQuestionSettled',
    'SubQuestionSettled',
    'SubQuestionSettled',
  ])
})

test('a request whose answer did not do is opened again where it lay', async () => {
  const id = await open()
  const reopen = () =>
    call(graph, 'reopenRequest', {
      input: { requestId: id, reason: 'Only 30 came' },
      select: `... on ReopenRequestSuccess { request { open closedAt answer reopened steps { department note } } }
        ... on RequestStillOpen { request { id } }`,
    })
  expect(await reopen()).toEqual({ __typename: 'RequestStillOpen', request: { id } })
  await close(id)
  expect(await reopen()).toMatchObject({
    request: {
      open: true,
      closedAt: null,
      answer: 'Yes, all 40.',
      reopened: 1,
      steps: [
        { department: 'SERVICE', note: null },
        { department: 'SERVICE', note: 'Only 30 came' },
      ],
    },
  })
})

test('a department’s list has what lies with it and what it is asked, oldest first, late ones marked', async () => {
  const there = await open({ department: 'MARKETING', subject: 'There' })
  const asked = await open({ subject: 'Asked' })
  await ask(asked, [{ department: 'MARKETING', question: 'Which campaign?' }])
  const elsewhere = await open({ subject: 'Elsewhere' })
  await graph.sql(
    `update service.request set opened_at = opened_at - interval '5 days', due_at = due_at - interval '4 days' where id = $1`,
    [asked],
  )
  const list = async (filter: object, first = 10, after: string | null = null) =>
    (
      await graph.data(
        `query ($filter: RequestFilter, $first: Int, $after: String) {
          requests(filter: $filter, first: $first, after: $after) {
            nodes { id overdue subQuestions { status } steps { department } ratings { score } }
            pageInfo { hasNextPage endCursor } } }`,
        { filter, first, after },
      )
    ).requests
  const marketing = { department: 'MARKETING', open: true }
  const { nodes } = await list(marketing)
  expect(nodes.map(({ id, overdue }: any) => ({ id, overdue }))).toEqual([
    { id: asked, overdue: true },
    { id: there, overdue: false },
  ])
  const first = await list(marketing, 1)
  const second = await list(marketing, 1, first.pageInfo.endCursor)
  expect([...first.nodes, ...second.nodes].map(({ id }) => id)).toEqual([asked, there])
  expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false])
  expect((await list({ overdue: true })).nodes.map(({ id }: any) => id)).toEqual([asked])
  expect((await list({ department: 'SERVICE', ownerId: 'e-1' }, 200)).nodes.map(({ id }: any) => id)).toContain(
    elsewhere,
  )
  expect(await graph.statementsOf(() => list(marketing))).toHaveLength(4)
})

test('a request takes its customer from its case, and its moves are refused whole when a text is blank', async () => {
  const caseId = await openCase(graph, { customerId: 'customer-case' })
  const id = await open({ caseId })
  const { request } = await graph.data(
    `{ request(id: "${id}") { case { id } customer { id requests(open: true) { nodes { id } } } } }`,
  )
  expect(request).toEqual({ case: { id: caseId }, customer: { id: 'customer-case', requests: { nodes: [{ id }] } } })
  const nowhere = await call(graph, 'openRequest', {
    input: { subject: 'S', question: 'Q', department: 'SALES', ownerId: 'e', caseId: 'x' },
    select: '... on CaseNotFound { caseId }',
  })
  expect(nowhere).toEqual({ __typename: 'CaseNotFound', caseId: 'x' })
  for (const wrong of [
    `askSubQuestion(input: { idempotencyKey: "k", requestId: "${id}", questions: [] })`,
    `askSubQuestion(input: { idempotencyKey: "k", requestId: "${id}", questions: [{ department: SALES, question: " " }] })`,
    `closeRequest(input: { idempotencyKey: "k", requestId: "${id}", answer: " " })`,
    `closeRequest(input: { idempotencyKey: "k", requestId: "${id}", answer: "a", ratings: [{ department: SALES, score: 6 }] })`,
    `forwardRequest(input: { idempotencyKey: "k", requestId: "${id}", department: SALES, ownerName: "no id" })`,
  ]) {
    const { errors } = await graph.ask(`mutation { ${wrong} { __typename } }`)
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  }
})

test('dealers see requests about their customers, the customer himself none', async () => {
  const id = await open({ customerId: 'customer-own' })
  await graph.sql(`insert into platform.customer_reach values ('LEAD', 'l', 'customer-own', 'dealer-own', null)`)
  const seen = async (as: object): Promise<unknown> =>
    (await graph.data(`{ request(id: "${id}") { id } }`, {}, as)).request
  expect(await seen({ role: 'dealer-sales', dealerId: 'dealer-own' })).toEqual({ id })
  expect(await seen({ role: 'dealer-service', dealerId: 'dealer-own' })).toEqual({ id })
  expect(await seen({ role: 'dealer-sales', dealerId: 'dealer-other' })).toBeNull()
  expect(await seen({ role: 'customer', customerId: 'customer-own' })).toBeNull()
  expect(await seen({ role: 'marketing-analyst' })).toBeNull()
  await ask(id, [{ department: 'MARKETING', question: 'Did you call?' }])
  expect(await seen({ role: 'marketing-analyst' })).toEqual({ id })
})
