import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pushHeaders } from '#platform/webhook-signature.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { call, day, named, released, scheduled } from './material-plant.ts'
import { describePlant } from './plant.ts'
import { supplierSecret } from './supplier-server.ts'

let graph: TestGraph
let cars: string[]
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
  // Nobody listens there: what is sent is not what these tests are of.
  const endpoint = 'http://127.0.0.1:9/plans'
  await call(graph, 'setSupply', {
    suppliers: ['near', 'far'].map(id => ({ id, nameZh: id, nameEn: id, endpoint, secret: supplierSecret })),
    parts: ['BOLT', 'GLUE'].map(named),
    supplies: [
      { partNumber: 'BOLT', supplierId: 'near', leadDays: 3 },
      { partNumber: 'GLUE', supplierId: 'far', leadDays: 1, lotSize: '5' },
    ],
    bills: [{ modelCode: 'ENV', lines: ['BOLT', 'GLUE'].map(partNumber => ({ partNumber, quantity: '1' })) }],
  })
  cars = []
  for (const start of [10, 10, 10, 20, 20]) cars.push(await scheduled(graph, start))
})
afterAll(() => graph.stop())

/** Until when each car waits, and for what; null when it doesn't. */
const waits = (): Promise<unknown[]> =>
  Promise.all(
    cars.map(async number => {
      const { productionOrder } = await graph.data(
        `query ($number: ID!) { productionOrder(productionNumber: $number) { delay { part { number } readyOn } } }`,
        { number },
      )
      return productionOrder.delay
    }),
  )
const none = [null, null, null, null, null]

/** What was told of delays since, as car, part and day. */
async function told(work: () => Promise<unknown>): Promise<unknown[]> {
  const [{ last }] = await graph.sql(`select coalesce(max(id), 0) as last from platform.event`)
  await work()
  const events = await graph.sql(
    `select payload from platform.event where type = 'erp.ProductionDelayed' and id > $1 order by id`,
    [last],
  )
  return events.map(({ payload }) => [cars.indexOf(payload.productionNumber), payload.partNumber, payload.readyOn])
}

const answer = (planId: string, line: number, confirmed: object[], more: object = {}): Promise<any> =>
  call(
    graph,
    'answerMaterialLines',
    { planId, supplierId: 'near', lines: [{ line, confirmed }], ...more },
    '... on MaterialPlanNotInForce { message } ... on MaterialLinesUnknown { message lines }',
  )
const portion = (quantity: string, dueOn: number) => ({ quantity, dueOn: day(dueOn) })

const linesOf = async (id: string, part: string): Promise<any[]> =>
  (
    await graph.data(
      `query ($id: ID!) { materialPlan(id: $id) { lines { nodes {
        line part { number } quantity needOn
        answer { quantity shortfall answeredBy note confirmed { quantity dueOn } }
      } } } }`,
      { id },
    )
  ).materialPlan.lines.nodes.filter((each: any) => each.part.number === part)

test('a shortfall delays the orders that it hits, is told once, and taken back when it ends', async () => {
  const id = await released(graph)
  const [first, second] = await linesOf(id, 'BOLT')
  expect([first, second]).toMatchObject([
    { quantity: '3.000', needOn: day(10), answer: null },
    { quantity: '2.000', needOn: day(20), answer: null },
  ])
  expect(await waits()).toEqual(none)

  expect(await told(() => answer(id, first.line, [portion('2', 9)]))).toEqual([[2, 'BOLT', null]])
  const hit = { part: { number: 'BOLT' }, readyOn: null }
  expect(await waits()).toEqual([null, null, hit, null, null])
  expect((await linesOf(id, 'BOLT'))[0].answer).toEqual({
    quantity: '2.000',
    shortfall: '1.000',
    answeredBy: 'tester',
    note: null,
    confirmed: [{ quantity: '2.000', dueOn: day(9) }],
  })
  expect(await told(() => answer(id, first.line, [portion('2', 9)]))).toEqual([])

  expect(await told(() => answer(id, first.line, [portion('2', 9), portion('1', 14)]))).toEqual([[2, 'BOLT', day(14)]])
  expect(await told(() => answer(id, second.line, [portion('2', 19)]))).toEqual([])
  expect(await told(() => answer(id, first.line, [portion('3', 10)]))).toEqual([[2, null, null]])
  expect(await waits()).toEqual(none)
})

test('a plan that is made anew knows what was confirmed and what was refused, until the supplier answers it', async () => {
  // All that the test before confirmed is on its way.
  expect(await linesOf(await released(graph), 'BOLT')).toEqual([])
  await graph.sql(`truncate erp_adapter.material_answer cascade`)
  const asked = await released(graph)
  const [line] = await linesOf(asked, 'BOLT')
  expect(await told(() => answer(asked, line.line, [portion('1', 10)]))).toEqual([
    [1, 'BOLT', null],
    [2, 'BOLT', null],
  ])

  let again = ''
  expect(await told(async () => (again = await released(graph)))).toEqual([])
  const { materialPlan } = await graph.data(
    `query ($id: ID!) { materialPlan(id: $id) { coverage { nodes { part { number } onHand expected planned need excess } } } }`,
    { id: again },
  )
  expect(materialPlan.coverage.nodes.find((each: any) => each.part.number === 'BOLT')).toEqual({
    part: { number: 'BOLT' },
    onHand: '0.000',
    expected: '1.000',
    planned: '4.000',
    need: '5.000',
    excess: '0.000',
  })
  expect(await linesOf(again, 'BOLT')).toMatchObject([{ quantity: '2.000' }, { quantity: '2.000' }])
  expect(await answer(asked, line.line, [portion('3', 10)])).toEqual({
    __typename: 'MaterialPlanNotInForce',
    message: 'A later plan of the plant was released: answer that one.',
  })

  // What the ERP makes of a confirmation is the same goods.
  const purchase = { number: 'PO-1', plant: 'PLANT-T', partNumber: 'BOLT', supplierId: 'near', quantity: '1' }
  const planLine = { planId: asked, line: line.line }
  await call(graph, 'setSupply', { purchases: [{ ...purchase, dueOn: day(10), planLine }] })
  again = await released(graph)
  const [rest] = await linesOf(again, 'BOLT')
  expect(rest).toMatchObject({ quantity: '2.000', needOn: day(10) })
  expect(await told(() => answer(again, rest.line, [portion('2', 10)]))).toEqual([
    [1, null, null],
    [2, null, null],
  ])
})

test('what is more than needed can be missing without a delay', async () => {
  const id = await released(graph)
  const lines = await linesOf(id, 'GLUE')
  expect(lines).toMatchObject([{ quantity: '5.000', needOn: day(10) }])
  const supplierId = 'far'
  expect(await told(() => answer(id, lines[0].line, [portion('3', 10), portion('2', 20)], { supplierId }))).toEqual([])
  expect(await told(() => answer(id, lines[0].line, [portion('3', 10)], { supplierId }))).toEqual([])
  expect(await told(() => answer(id, lines[0].line, [portion('2', 10)], { supplierId }))).toEqual([[2, 'GLUE', null]])
  expect(await told(() => answer(id, lines[0].line, [portion('5', 10)], { supplierId }))).toEqual([[2, null, null]])
})

test('an answer that cannot be is refused and changes nothing', async () => {
  const id = await released(graph)
  const draft = (await call(graph, 'planMaterial', { plant: 'PLANT-T' }, '... on PlanMaterialSuccess { plan { id } }'))
    .plan.id
  expect(await answer(draft, 1, [])).toEqual({
    __typename: 'MaterialPlanNotInForce',
    message: 'The plan was not released.',
  })
  expect(await answer('none', 1, [])).toEqual({ __typename: 'MaterialPlanUnknown' })
  expect(await answer(id, 99, [])).toEqual({
    __typename: 'MaterialLinesUnknown',
    message: 'The plan has no such lines for near: 99.',
    lines: [99],
  })
  const wrong = [
    [portion('0', 10)],
    [portion('-1', 10)],
    [portion('1.0001', 10)],
    [portion('1', 10), portion('2', 10)],
  ] as const
  for (const confirmed of wrong) {
    const { errors } = await graph.ask(
      `mutation ($input: AnswerMaterialLinesInput!) { answerMaterialLines(input: $input) { __typename } }`,
      { input: { idempotencyKey: randomUUID(), planId: id, supplierId: 'near', lines: [{ line: 1, confirmed }] } },
    )
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } })
  }
  const asAgent = await graph.ask(
    `mutation { answerMaterialLines(input: { idempotencyKey: "d", planId: "${id}", supplierId: "near", lines: [] }) { __typename } }`,
    {},
    { role: 'call-centre' },
  )
  expect(asAgent.errors?.[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } })
})

test('a supplier answers by a signed push, each message once', async () => {
  await graph.sql(`truncate erp_adapter.material_answer, erp_adapter.open_purchase cascade`)
  const id = await released(graph)
  const [line] = await linesOf(id, 'BOLT')
  const [foreign] = await linesOf(id, 'GLUE')
  const push = async (content: object, { secret = supplierSecret, sender = 'near', webhookId = randomUUID() } = {}) => {
    const body = JSON.stringify(content)
    const response = await fetch(`${graph.subgraphUrl('erp-adapter')}/suppliers/answers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...pushHeaders({ sender, secret }, webhookId, body) },
      body,
    })
    return { status: response.status, body: (await response.json()) as any }
  }
  const lines = (confirmed: object[], nth = line.line) => ({
    plan: id,
    lines: [{ line: nth, confirmed, note: '缺料' }],
  })
  const webhookId = randomUUID()
  const taken = { status: 200, body: { plan: id, lines: 1 } }
  expect(await push(lines([portion('2', 10)]), { webhookId })).toEqual(taken)
  expect(await waits()).toMatchObject([null, null, { part: { number: 'BOLT' } }, null, null])
  expect((await linesOf(id, 'BOLT'))[0].answer).toMatchObject({ answeredBy: 'near', note: '缺料', shortfall: '1.000' })
  expect(await push(lines([portion('3', 10)]))).toEqual(taken)
  expect(await waits()).toEqual(none)
  // The first message comes again, late: it is answered as it was, and takes nothing back.
  expect(await push(lines([portion('2', 10)]), { webhookId })).toEqual(taken)
  expect(await waits()).toEqual(none)
  expect(await push(lines([portion('1', 10)]), { webhookId })).toMatchObject({ status: 409 })

  const other = `whsec_${Buffer.alloc(32, 5).toString('base64')}`
  expect(await push(lines([]), { secret: other })).toMatchObject({ status: 401 })
  expect(await push(lines([]), { sender: 'nobody' })).toMatchObject({ status: 401 })
  expect(await push(lines([], foreign.line))).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '/lines', detail: `The plan has no such lines for near: ${foreign.line}.` }] },
  })
  expect(await push({ ...lines([]), plan: 'none' })).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '/plan', detail: 'There is no material plan none.' }] },
  })
  expect(await push(lines([{ quantity: 2, dueOn: 'soon' }]))).toMatchObject({
    status: 400,
    body: {
      errors: [{ pointer: '/lines/0/confirmed/0/quantity' }, { pointer: '/lines/0/confirmed/0/dueOn' }],
    },
  })
  const unsigned = await fetch(`${graph.subgraphUrl('erp-adapter')}/suppliers/answers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  expect(unsigned.status).toBe(401)
  expect(await waits()).toEqual(none)
  const statements = await graph.statementsOf(() => linesOf(id, 'BOLT'))
  expect(statements.filter(text => text.includes('material_answer'))).toHaveLength(1)
})
