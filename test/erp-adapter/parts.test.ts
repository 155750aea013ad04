import pg from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { capture, commissioned } from './factory.ts'
import { call, named, scheduled } from './material-plant.ts'
import { tell } from './neighbours.ts'
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

test('what scheduled orders need is reserved, the first first, until they begin, change or are cancelled', async () => {
  await call(
    graph,
    'setSupply',
    {
      parts: [named('WHEEL'), named('ROOF')],
      bills: [
        {
          modelCode: 'ENV',
          lines: [
            { partNumber: 'WHEEL', quantity: '4' },
            { partNumber: 'ROOF', quantity: '1', optionCode: 'RED' },
          ],
        },
      ],
    },
    '',
  )
  await graph.sql(`insert into erp_adapter.part_stock (part_number, place_id, on_hand, reserved) values
    ('WHEEL', 'PLANT-T', 3, 0), ('WHEEL', 'YARD-T', 7, 1), ('WHEEL', 'PORT-T', 9, 0), ('ROOF', 'PLANT-T', 5, 0)`)
  const reserved = async (part: string): Promise<unknown> => {
    const asked = await graph.data(
      `query ($n: ID!) { part(number: $n) { stock { place { id } reserved available } } }`,
      {
        n: part,
      },
    )
    return Object.fromEntries(asked.part.stock.map((each: any) => [each.place.id, [each.reserved, each.available]]))
  }
  const made = await call(
    graph,
    'createProductionOrder',
    { modelCode: 'ENV' },
    '... on CreateProductionOrderSuccess { productionOrder { productionNumber } }',
  )
  expect(await reserved('WHEEL')).toMatchObject({ 'PLANT-T': ['0.000', '3.000'] })
  const unscheduled = made.productionOrder.productionNumber
  const first = await scheduled(graph, 20, ['RED'])
  const second = await scheduled(graph, 21)
  const third = await scheduled(graph, 22)
  const all = { 'PORT-T': ['0.000', '9.000'] }
  expect(await reserved('WHEEL')).toEqual({ ...all, 'PLANT-T': ['3.000', '0.000'], 'YARD-T': ['7.000', '0.000'] })
  expect(await reserved('ROOF')).toEqual({ 'PLANT-T': ['1.000', '4.000'] })
  expect(
    await graph.sql(
      `select production_number as car, sum(quantity)::int as quantity from erp_adapter.part_reservation
      where part_number = 'WHEEL' group by 1 order by array_position($1, production_number)`,
      [[unscheduled, first, second, third]],
    ),
  ).toEqual([
    { car: first, quantity: 4 },
    { car: second, quantity: 4 },
    { car: third, quantity: 1 },
  ])

  await capture(graph, [commissioned(first, 1200)])
  expect(await reserved('WHEEL')).toEqual({ ...all, 'PLANT-T': ['0.000', '3.000'], 'YARD-T': ['6.000', '1.000'] })
  expect(await reserved('ROOF')).toEqual({ 'PLANT-T': ['0.000', '5.000'] })
  // The next plan promises what has come free, or has come at all.
  await call(graph, 'planMaterial', { plant: 'PLANT-T', days: 60 })
  expect(await reserved('WHEEL')).toEqual({ ...all, 'PLANT-T': ['3.000', '0.000'], 'YARD-T': ['6.000', '1.000'] })
  await graph.sql(`update erp_adapter.vehicle set order_id = 'so-r' where production_number = $1`, [second])
  await tell(graph, 'sales.OrderChanged', {
    orderId: 'so-r',
    modelCode: 'ENV',
    options: ['RED'],
    changedAt: '2026-09-02T08:00:00.000Z',
  })
  expect(await reserved('ROOF')).toEqual({ 'PLANT-T': ['1.000', '4.000'] })
  await tell(graph, 'sales.OrderCancelled', { orderId: 'so-r', vin: null, cancelledAt: '2026-09-02T08:00:00.000Z' })
  expect(await reserved('ROOF')).toEqual({ 'PLANT-T': ['0.000', '5.000'] })
  expect(await reserved('WHEEL')).toEqual({ ...all, 'PLANT-T': ['3.000', '0.000'], 'YARD-T': ['2.000', '5.000'] })
})

test('orders that are scheduled at once reserve no part twice, and plants do not wait for each other', async () => {
  await graph.sql(`insert into erp_adapter.place (id, kind, name_zh, name_en, country, time_zone)
    values ('PLANT-2', 'PLANT', '武汉工厂', 'Wuhan plant', 'CN', 'Asia/Shanghai')`)
  await graph.sql(`insert into erp_adapter.vehicle_model (code, brand, name_zh, name_en, series, model_year, plant_id)
    values ('TWO', 'Buick', '二', 'Two', 'Two', 2027, 'PLANT-2')`)
  await call(
    graph,
    'setSupply',
    {
      parts: [named('BELT')],
      bills: ['ENV', 'TWO'].map(modelCode => ({ modelCode, lines: [{ partNumber: 'BELT', quantity: '2' }] })),
    },
    '',
  )
  await graph.sql(`insert into erp_adapter.part_stock (part_number, place_id, on_hand, reserved) values
    ('BELT', 'PLANT-T', 7, 0), ('BELT', 'YARD-T', 2, 0), ('BELT', 'PLANT-2', 30, 0)`)
  const reserved = async (): Promise<unknown> =>
    (
      await graph.sql(`select place_id || ' ' || stock.reserved::int || ' ' || sum(quantity)::int as told
        from erp_adapter.part_stock as stock join erp_adapter.part_reservation using (part_number, place_id)
        where part_number = 'BELT' group by place_id, stock.reserved order by 1`)
    ).map(row => row.told)
  await Promise.all(
    [1, 2, 3, 4, 5, 6].flatMap(after => ['ENV', 'TWO'].map(model => scheduled(graph, 30 + after, [], model))),
  )
  expect(await reserved()).toEqual(['PLANT-2 12 12', 'PLANT-T 7 7', 'YARD-T 2 2'])

  const other = new pg.Client({ connectionString: graph.databaseUrl })
  await other.connect()
  onTestFinished(() => other.end())
  await graph.sql(`update erp_adapter.part_stock set on_hand = 20 where place_id = 'PLANT-T' and part_number = 'BELT'`)
  await other.query('begin')
  await other.query(`select from erp_adapter.part_stock where place_id = 'PLANT-T' for update`)
  const waiting = scheduled(graph, 40)
  await scheduled(graph, 40, [], 'TWO')
  expect(await reserved()).toEqual(['PLANT-2 14 14', 'PLANT-T 7 7', 'YARD-T 2 2'])
  await other.query('commit')
  await waiting
  expect(await reserved()).toEqual(['PLANT-2 14 14', 'PLANT-T 9 9', 'YARD-T 2 2'])
}, 30_000)
