import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import type { As } from '../kit/principal.ts'
import { describePlant } from './plant.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
  await graph.sql(
    `insert into erp_adapter.part (number, name_zh, name_en) values ('P1', '滤清器', 'Filter'), ('P2', '灯', 'Lamp')`,
  )
})
afterAll(() => graph.stop())

const mutation = `mutation ($input: RecordPartMovementInput!) { recordPartMovement(input: $input) { __typename
  ... on RecordPartMovementSuccess { movement { id kind quantity reason by place { id } } stock { onHand reserved available } }
  ... on PartUnknown { message partNumber } ... on PlaceUnknown { message place }
  ... on PartStockTooLow { message onHand reserved available } } }`

const input = (fields: object) => ({ idempotencyKey: randomUUID(), partNumber: 'P1', place: 'YARD-T', ...fields })
const move = async (fields: object, as: As = {}) =>
  (await graph.data(mutation, { input: input(fields) }, as)).recordPartMovement
const refused = async (fields: object, as: As = {}) => {
  const { errors } = await graph.ask(mutation, { input: input(fields) }, as)
  return [errors?.[0]?.extensions.code, errors?.[0]?.message]
}
const ledger = async (part: string) =>
  graph.sql(
    `select place_id as place, sum(quantity) as moved,
      (select on_hand from erp_adapter.part_stock as stock where stock.part_number = $1 and stock.place_id = moved.place_id) as there
    from erp_adapter.part_movement as moved where part_number = $1 group by place_id order by place_id`,
    [part],
  )

test('what is on hand is the sum of what came and left', async () => {
  expect(await move({ kind: 'RECEIPT', quantity: '10' })).toEqual({
    __typename: 'RecordPartMovementSuccess',
    movement: {
      id: expect.any(String),
      kind: 'RECEIPT',
      quantity: '10.000',
      reason: null,
      by: 'tester',
      place: { id: 'YARD-T' },
    },
    stock: { onHand: '10.000', reserved: '0.000', available: '10.000' },
  })
  await graph.sql(`update erp_adapter.part_stock set reserved = 3 where part_number = 'P1'`)
  await move({ kind: 'CONSUMPTION', quantity: '2.5', reason: 'Built in.' })
  expect(
    await move({ kind: 'CORRECTION', quantity: '-0.125', reason: 'Spilt.' }, { name: 'wang', role: 'factory' }),
  ).toMatchObject({
    movement: { quantity: '-0.125', by: 'wang' },
    stock: { onHand: '7.375', reserved: '3.000', available: '4.375' },
  })
  const { part } = await graph.data(
    `{ part(number: "P1") { movements(first: 2) { nodes { kind quantity reason } pageInfo { hasNextPage endCursor } } } }`,
  )
  expect(part.movements.nodes).toEqual([
    { kind: 'CORRECTION', quantity: '-0.125', reason: 'Spilt.' },
    { kind: 'CONSUMPTION', quantity: '-2.500', reason: 'Built in.' },
  ])
  const { part: rest } = await graph.data(
    `query ($after: String) { part(number: "P1") { movements(after: $after) { nodes { kind } pageInfo { hasNextPage } } } }`,
    { after: part.movements.pageInfo.endCursor },
  )
  expect(rest.movements).toEqual({ nodes: [{ kind: 'RECEIPT' }], pageInfo: { hasNextPage: false } })
  expect(await ledger('P1')).toEqual([{ place: 'YARD-T', moved: '7.375', there: '7.375' }])
})

test('what is promised can not be taken, and of many who take the last only so many get it', async () => {
  expect(await move({ kind: 'CONSUMPTION', quantity: '4.376' })).toEqual({
    __typename: 'PartStockTooLow',
    message: '4.375 of 7.375 at YARD-T are free: 4.376 can not be taken away.',
    onHand: '7.375',
    reserved: '3.000',
    available: '4.375',
  })
  const taken = await Promise.all(Array.from({ length: 9 }, () => move({ kind: 'CONSUMPTION', quantity: '1' })))
  expect(taken.filter(({ __typename }) => __typename === 'RecordPartMovementSuccess')).toHaveLength(4)
  expect(await ledger('P1')).toEqual([{ place: 'YARD-T', moved: '3.375', there: '3.375' }])
})

test('a movement that is sent twice counts once', async () => {
  const once = { idempotencyKey: 'movement-1', kind: 'RECEIPT', partNumber: 'P2', quantity: '5' }
  expect(await move(once)).toEqual(await move(once))
  expect(await ledger('P2')).toEqual([{ place: 'YARD-T', moved: '5.000', there: '5.000' }])
})

test('stock that is set by another way leaves a movement too, and a movement stays as it is', async () => {
  await graph.sql(`insert into erp_adapter.part_stock (part_number, place_id, on_hand) values ('P2', 'DLR-T', 8)`)
  await graph.sql(`update erp_adapter.part_stock set on_hand = on_hand - 2 where part_number = 'P2'`)
  expect(await ledger('P2')).toEqual([
    { place: 'DLR-T', moved: '6.000', there: '6.000' },
    { place: 'YARD-T', moved: '3.000', there: '3.000' },
  ])
  for (const change of ['update erp_adapter.part_movement set quantity = 1', 'delete from erp_adapter.part_movement'])
    await expect(graph.sql(change)).rejects.toThrow('append-only')
})

test('what is not known is an outcome, what can not be meant an error, and nothing is written', async () => {
  const before = await graph.sql(`select count(*)::int from erp_adapter.part_movement`)
  expect(await move({ kind: 'RECEIPT', quantity: '1', place: 'NOWHERE' })).toEqual({
    __typename: 'PlaceUnknown',
    message: 'There is no place NOWHERE.',
    place: 'NOWHERE',
  })
  expect(await move({ kind: 'RECEIPT', quantity: '1', partNumber: 'P9' })).toEqual({
    __typename: 'PartUnknown',
    message: 'There is no part P9.',
    partNumber: 'P9',
  })
  const wrong = (message: string) => ['BAD_USER_INPUT', message]
  expect(await refused({ kind: 'RECEIPT', quantity: '0.000' })).toEqual(wrong('quantity is 0: nothing moved.'))
  expect(await refused({ kind: 'RECEIPT', quantity: '-1' })).toEqual(
    wrong('quantity is -1; of RECEIPT it is more than 0.'),
  )
  expect(await refused({ kind: 'CORRECTION', quantity: '1' })).toEqual(wrong('A CORRECTION needs a reason.'))
  expect(await refused({ kind: 'CORRECTION', quantity: '1', reason: ' ' })).toEqual(
    wrong('reason has 0 characters; it can have 1 to 500.'),
  )
  expect(await refused({ kind: 'RECEIPT', quantity: '0.0001' })).toEqual(
    wrong('quantity is 0.0001; it can have 11 digits before the point and 3 behind it.'),
  )
  expect(await graph.sql(`select count(*)::int from erp_adapter.part_movement`)).toEqual(before)
})

test('a workshop writes and sees what moves in its own places, others see to theirs', async () => {
  const workshop = { role: 'dealer-service', name: 'li', dealerId: 'dealer-t' } as const
  expect(await move({ kind: 'RECEIPT', quantity: '1', partNumber: 'P2', place: 'DLR-T' }, workshop)).toMatchObject({
    movement: { by: 'li' },
  })
  expect(await refused({ kind: 'RECEIPT', quantity: '1' }, workshop)).toEqual([
    'FORBIDDEN',
    'YARD-T is no place of your dealer: you write what moves in his own places.',
  ])
  expect((await refused({ kind: 'RECEIPT', quantity: '1' }, { role: 'call-centre' }))[0]).toBe('FORBIDDEN')
  const { part } = await graph.data(`{ part(number: "P2") { movements { nodes { place { id } } } } }`, {}, workshop)
  expect(new Set(part.movements.nodes.map((node: any) => node.place.id))).toEqual(new Set(['DLR-T']))
})

test('a page of parts with their movements takes two statements', async () => {
  const sent = await graph.statementsOf(() =>
    graph.data(`{ parts { nodes { number movements { nodes { quantity } } } } }`),
  )
  expect(sent).toHaveLength(2)
})
