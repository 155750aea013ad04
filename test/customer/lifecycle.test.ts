import { afterAll, beforeAll, expect, test } from 'vitest'
import { runSubgraph } from '#platform/run-subgraph.ts'
import { customer as customerSubgraph } from '../../subgraphs/customer/subgraph.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import type { As } from '../kit/principal.ts'
import { call, tell, vinOf } from '../service/workshop.ts'
import { aPerson, eventsOf, fresh } from './people.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

const lifecycleOf = async (id: string) => {
  await graph.settled()
  const { customer } = await graph.data(
    `query ($id: ID!) { customer(id: $id) { lifecycle { stage since moves { nodes {
      from to trigger reason movedBy at subject { __typename ... on RetailSale { id } ... on Lead { id } }
    } } } } }`,
    { id },
  )
  return customer.lifecycle
}
const wayOf = async (id: string): Promise<string[]> =>
  (await lifecycleOf(id)).moves.nodes.map((move: any) => move.to).toReversed()

const lead = (customerId: string, id: string) =>
  tell(graph, 'CustomerActivity', customerId, {
    customerId,
    kind: 'LEAD',
    department: 'SALES',
    at: '2026-01-01T08:00:00.000Z',
    summary: 'A lead',
    subject: { type: 'Lead', id },
  })
const sale = (customerId: string, saleId: string, soldAt = '2026-02-01T08:00:00.000Z') =>
  tell(graph, 'sales.RetailSaleRegistered', vinOf(1), {
    saleId,
    kind: 'NEW',
    vin: vinOf(1),
    modelCode: null,
    customerId,
    dealerId: 'dealer-1',
    soldAt,
    price: { amount: '200000.00', currency: 'CNY' },
    orderId: null,
  })
const service = (customerId: string | null, serviceOrderId: string) =>
  tell(graph, 'service.ServiceOrderClosed', vinOf(1), {
    serviceOrderId,
    vin: vinOf(1),
    customerId,
    stationId: 'st-1',
    dealerId: null,
    closedAt: '2026-03-01T08:00:00.000Z',
    odometerKm: 10,
    price: { amount: '500.00', currency: 'CNY' },
  })
const move = (customerId: string, stage: string, given: object = {}, as: As = {}) =>
  call(graph, 'moveLifecycle', {
    input: { customerId, stage, reason: 'Bought elsewhere', ...given },
    select: `... on MoveLifecycleSuccess { customer { lifecycle { stage } } }
      ... on TransitionNotAllowed { message stage allowed } ... on CustomerUnknown { customerId }`,
    as,
  })

test('what other departments do leads a customer from stage to stage, each move with its cause', async () => {
  const id = await aPerson(graph)
  await lead(id, 'lead-1')
  await sale(id, 'sale-1')
  await service(id, 'order-1')
  await sale(id, 'sale-2', '2026-05-01T08:00:00.000Z')
  expect(await wayOf(id)).toEqual(['IDENTIFIED', 'SELECTED', 'ACQUIRED', 'DEVELOPED', 'RETAINED'])
  const { stage, since, moves } = await lifecycleOf(id)
  expect({ stage, since }).toEqual({ stage: 'RETAINED', since: '2026-05-01T08:00:00.000Z' })
  expect(moves.nodes[2]).toEqual({
    from: 'SELECTED',
    to: 'ACQUIRED',
    trigger: 'PURCHASE',
    reason: null,
    movedBy: null,
    at: '2026-02-01T08:00:00.000Z',
    subject: { __typename: 'RetailSale', id: 'sale-1' },
  })
  expect(await eventsOf(graph, 'customer.LifecycleMoved', id)).toHaveLength(5)
})

test('a cause that comes again moves nobody again, nor does one without a way from where he is', async () => {
  const id = await aPerson(graph)
  await sale(id, 'sale-3')
  await sale(id, 'sale-3')
  await lead(id, 'lead-3')
  await service(null, 'order-3')
  expect(await wayOf(id)).toEqual(['IDENTIFIED', 'ACQUIRED'])
})

test('an employee moves a customer with a reason where a way is open, and is told which are where none is', async () => {
  const id = await aPerson(graph)
  await graph.settled()
  expect(await move(id, 'RETAINED')).toEqual({
    __typename: 'TransitionNotAllowed',
    message: "From IDENTIFIED an employee can't move a customer to RETAINED.",
    stage: 'IDENTIFIED',
    allowed: ['LOST', 'SELECTED'],
  })
  const key = { idempotencyKey: fresh() }
  expect(await move(id, 'LOST', key, { name: 'li' })).toMatchObject({ customer: { lifecycle: { stage: 'LOST' } } })
  expect(await move(id, 'LOST', key, { name: 'li' })).toMatchObject({ __typename: 'MoveLifecycleSuccess' })
  expect((await lifecycleOf(id)).moves.nodes[0]).toMatchObject({ reason: 'Bought elsewhere', movedBy: 'li' })
  await sale(id, 'sale-4')
  expect(await wayOf(id)).toEqual(['IDENTIFIED', 'LOST', 'WON_BACK'])
  expect(await move('nobody', 'LOST')).toMatchObject({ __typename: 'CustomerUnknown' })
  const other: As = { role: 'dealer-sales', dealerId: 'dealer-9' }
  expect(await move(id, 'LOST', {}, other)).toMatchObject({ __typename: 'CustomerUnknown' })
})

const set = (input: object) =>
  call(graph, 'setLifecycleTransition', {
    input,
    select: '... on SetLifecycleTransitionSuccess { transitions { from to trigger silentMonths } }',
  })

test('the ways are data: a new one of an event takes the place of the old', async () => {
  const way = { from: 'SELECTED', to: 'DEVELOPED', trigger: 'PURCHASE', silentMonths: null }
  const { transitions } = await set(way)
  const ofPurchase = transitions.filter((each: any) => each.from === 'SELECTED' && each.trigger === 'PURCHASE')
  expect(ofPurchase).toEqual([way])
  const id = await aPerson(graph)
  await lead(id, 'lead-5')
  await sale(id, 'sale-5')
  expect(await wayOf(id)).toEqual(['IDENTIFIED', 'SELECTED', 'DEVELOPED'])
  await set({ ...way, to: 'ACQUIRED' })
})

test('whoever is silent for as long as a way says is lost, once and with its event; a message from us is no sign of life', async () => {
  const [silent, messaged, heard, other] = [
    await aPerson(graph),
    await aPerson(graph),
    await aPerson(graph),
    await aPerson(graph),
  ]
  await graph.settled()
  for (const id of [silent, messaged, heard]) await sale(id, `sale-of-${id}`)
  await graph.settled()
  await graph.sql(`update customer.customer_stage set since = now() - interval '3 years' where customer_id = any($1)`, [
    [silent, messaged, heard, other],
  ])
  await graph.sql(`update customer.activity set at = now() - interval '3 years' where customer_id = any($1)`, [
    [silent, messaged, heard, other],
  ])
  await graph.sql(
    `insert into customer.activity (id, customer_id, kind, department, at, summary, subject_type, subject_id)
     select 'sign-' || id, id, kind, 'MARKETING', now(), 's', 'x', id from unnest($1::text[], $2::text[]) as sign (id, kind)`,
    [
      [messaged, heard],
      ['MESSAGE', 'TOUCHPOINT'],
    ],
  )
  const way = { from: 'ACQUIRED', to: 'LOST', trigger: 'SILENCE', silentMonths: 24 }
  const { transitions } = await set(way)
  expect(transitions).toContainEqual(way)
  const running = await runSubgraph(customerSubgraph, graph.databaseUrl)
  await expect.poll(async () => (await lifecycleOf(silent)).stage, { timeout: 10_000 }).toBe('LOST')
  await running.stop()
  expect((await lifecycleOf(silent)).moves.nodes[0]).toMatchObject({
    from: 'ACQUIRED',
    to: 'LOST',
    trigger: 'SILENCE',
    reason: null,
    movedBy: null,
  })
  expect(await wayOf(messaged)).toEqual(['IDENTIFIED', 'ACQUIRED', 'LOST'])
  expect(await wayOf(heard)).toEqual(['IDENTIFIED', 'ACQUIRED'])
  expect(await wayOf(other)).toEqual(['IDENTIFIED'])
  expect(await eventsOf(graph, 'customer.LifecycleMoved', silent)).toContainEqual(
    expect.objectContaining({ from: 'ACQUIRED', to: 'LOST', trigger: 'SILENCE' }),
  )
  await set({ ...way, open: false })
})
