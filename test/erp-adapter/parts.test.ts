import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { describePlant } from './plant.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
})
afterAll(() => graph.stop())

test('parts tell what is free at each place', async () => {
  await graph.sql(`insert into erp_adapter.part (number, name_zh, name_en) values ('P1', '滤清器', 'Filter')`)
  await graph.sql(
    `insert into erp_adapter.part_stock (part_number, place_id, on_hand, reserved) values ('P1', 'YARD-T', 10, 3)`,
  )
  expect(
    await graph.data(`{ part(number: "P1") { number nameZh unit stock { place { id } onHand reserved available } } }`),
  ).toEqual({
    part: {
      number: 'P1',
      nameZh: '滤清器',
      unit: 'PCE',
      stock: [{ place: { id: 'YARD-T' }, onHand: '10.000', reserved: '3.000', available: '7.000' }],
    },
  })
})

test('parts are listed by number in pages, by how their number begins, by place and by what is free', async () => {
  await graph.sql(`insert into erp_adapter.part (number, name_zh, name_en) values
    ('LST-1', '件', 'Part'), ('LST-2', '件', 'Part'), ('LST-3', '件', 'Part'), ('LST_4', '件', 'Part')`)
  await graph.sql(`insert into erp_adapter.part_stock (part_number, place_id, on_hand, reserved) values
    ('LST-1', 'YARD-T', 5, 5), ('LST-2', 'YARD-T', 5, 1), ('LST-2', 'DLR-T', 2, 2), ('LST-3', 'DLR-T', 0, 0)`)
  const ask = `query ($filter: PartFilter, $first: Int, $after: String) {
    parts(filter: $filter, first: $first, after: $after) { nodes { number } pageInfo { hasNextPage endCursor } } }`
  const found = async (filter: object): Promise<string[]> =>
    (await graph.data(ask, { filter: { numberPrefix: 'LST', ...filter } })).parts.nodes.map((part: any) => part.number)
  expect(await found({})).toEqual(['LST-1', 'LST-2', 'LST-3', 'LST_4'])
  expect(await found({ numberPrefix: 'LST_' })).toEqual(['LST_4'])
  expect(await found({ place: ['YARD-T', 'DLR-T'] })).toEqual(['LST-1', 'LST-2'])
  expect(await found({ place: 'DLR-T', available: true })).toEqual([])
  expect(await found({ available: true })).toEqual(['LST-2'])
  expect(await found({ place: [] })).toEqual([])
  const filter = { numberPrefix: 'LST' }
  const { parts: page } = await graph.data(ask, { filter, first: 3 })
  expect(page.pageInfo.hasNextPage).toBe(true)
  const { parts: rest } = await graph.data(ask, { filter, first: 3, after: page.pageInfo.endCursor })
  expect(rest).toMatchObject({ nodes: [{ number: 'LST_4' }], pageInfo: { hasNextPage: false } })
  const { errors } = await graph.ask(ask, { filter: { numberPrefix: '' } })
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
})

test('a page of parts with their stock takes two statements', async () => {
  const sent = await graph.statementsOf(() =>
    graph.data(`{ parts(filter: { numberPrefix: "LST" }) { nodes { number stock { onHand available } } } }`),
  )
  expect(sent).toHaveLength(2)
})
