import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { call, day, named, scheduled as scheduledIn } from './material-plant.ts'
import { describePlant } from './plant.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
})
afterAll(() => graph.stop())

const mutation = (field: string, input: object, selection: string): Promise<any> => call(graph, field, input, selection)
const scheduled = (start: number, options?: readonly string[]): Promise<string> => scheduledIn(graph, start, options)

const supply = {
  suppliers: [
    { id: 'near', nameZh: '近', nameEn: 'Near', country: 'CN' },
    { id: 'far', nameZh: '远', nameEn: 'Far', country: 'DE' },
  ],
  parts: ['SEAT', 'FRAME', 'FOAM', 'ENGINE', 'RED-PAINT'].map(named),
  supplies: [
    { partNumber: 'FRAME', supplierId: 'near', leadDays: 5, lotSize: '10' },
    { partNumber: 'FOAM', supplierId: 'near', leadDays: 2 },
    { partNumber: 'ENGINE', supplierId: 'far', leadDays: 30 },
    { partNumber: 'RED-PAINT', supplierId: 'near', leadDays: 1, lotSize: '0.5' },
  ],
  bills: [
    {
      modelCode: 'ENV',
      lines: [
        { partNumber: 'SEAT', quantity: '2' },
        { partNumber: 'ENGINE', quantity: '1' },
        { partNumber: 'RED-PAINT', quantity: '1.8', optionCode: 'RED', scrap: 0.1 },
      ],
    },
    {
      assembly: 'SEAT',
      lines: [
        { partNumber: 'FRAME', quantity: '1' },
        { partNumber: 'FOAM', quantity: '1.5', scrap: 0.25 },
      ],
    },
  ],
}

const plan = async (days = 60): Promise<any> =>
  (
    await mutation(
      'planMaterial',
      { plant: 'PLANT-T', days },
      `... on PlanMaterialSuccess { plan {
        id orders fromDay toDay
        lines { nodes { supplier { id } part { number } quantity needOn orderBy } }
        coverage { nodes { part { number } onHand expected need coverageDays shortage shortOn excess } }
      } }`,
    )
  ).plan

const delayOf = async (productionNumber: string): Promise<unknown> =>
  (
    await graph.data(
      `query ($n: ID!) { productionOrder(productionNumber: $n) { delay { part { number } readyOn } } }`,
      {
        n: productionNumber,
      },
    )
  ).productionOrder.delay

test('a schedule becomes what must be ordered from whom by when, and what comes too late delays the orders that it hits', async () => {
  expect(await mutation('setSupply', supply, '... on SetSupplySuccess { records }')).toMatchObject({ records: 13 })
  await graph.sql(`insert into erp_adapter.part_stock (part_number, place_id, on_hand, reserved) values
    ('ENGINE', 'YARD-T', 3, 1), ('FOAM', 'T-TRIM', 100, 0), ('FRAME', 'PORT-T', 99, 0)`)
  const first = await scheduled(10)
  const second = await scheduled(11)
  const third = await scheduled(12, ['RED'])
  await scheduled(90)

  const made = await plan()
  expect(made).toMatchObject({ orders: 3, fromDay: day(0), toDay: day(60) })
  const line = (part: string, supplier: string, quantity: string, need: number, by: number) => ({
    supplier: { id: supplier },
    part: { number: part },
    quantity,
    needOn: day(need),
    orderBy: day(by),
  })
  expect(made.lines.nodes).toEqual([
    line('ENGINE', 'far', '1.000', 12, -18),
    line('FRAME', 'near', '10.000', 10, 5),
    line('RED-PAINT', 'near', '2.000', 12, 11),
  ])
  const none = { shortage: '0.000', shortOn: null }
  const coverage = new Map(made.coverage.nodes.map(({ part, ...each }: any) => [part.number, each]))
  expect(made.coverage.nodes[0].part.number).toBe('ENGINE')
  expect(coverage.get('ENGINE')).toEqual({
    onHand: '2.000',
    expected: '0.000',
    need: '3.000',
    coverageDays: 12,
    shortage: '1.000',
    shortOn: day(12),
    excess: '0.000',
  })
  expect(coverage.get('FOAM')).toEqual({
    onHand: '100.000',
    expected: '0.000',
    need: '12.000',
    coverageDays: null,
    excess: '88.000',
    ...none,
  })
  expect(coverage.get('FRAME')).toMatchObject({ onHand: '0.000', need: '6.000', coverageDays: 10, ...none })
  expect(coverage.get('RED-PAINT')).toMatchObject({ need: '2.000', ...none })
  expect(coverage.has('SEAT')).toBe(false)
  expect(await Promise.all([first, second, third].map(delayOf))).toEqual([
    null,
    null,
    { part: { number: 'ENGINE' }, readyOn: day(30) },
  ])

  const purchase = { plant: 'PLANT-T', partNumber: 'ENGINE', supplierId: 'far', quantity: '5' }
  await mutation('setSupply', { purchases: [{ number: 'P1', dueOn: day(20), ...purchase }] }, '')
  const later = await plan()
  expect(await delayOf(third)).toEqual({ part: { number: 'ENGINE' }, readyOn: day(20) })
  expect(later.coverage.nodes[0]).toMatchObject({ expected: '5.000', shortage: '1.000', excess: '4.000' })
  expect(later.lines.nodes[0]).toMatchObject({ part: { number: 'ENGINE' }, needOn: day(12) })

  await mutation('setSupply', { purchases: [{ number: 'P1', dueOn: day(9), ...purchase }] }, '')
  expect((await plan()).lines.nodes.map((each: any) => each.part.number)).toEqual(['FRAME', 'RED-PAINT'])
  expect(await delayOf(third)).toBeNull()
})

test('what cannot be is refused and changes nothing', async () => {
  const refused = async (input: object): Promise<string> =>
    (await mutation('setSupply', input, '... on SupplyRefused { message }')).message
  expect(await refused({ supplies: [{ partNumber: 'FRAME', supplierId: 'nobody', leadDays: 1 }] })).toBe(
    'A supply names what is not known: nobody.',
  )
  expect(await refused({ bills: [{ modelCode: 'ENV', lines: [{ partNumber: 'FRAME', quantity: '-1' }] }] })).toContain(
    'A line of a bill has a value that can’t be',
  )
  const parts = ['RING-A', 'RING-B'].map(named)
  const bills = [
    { assembly: 'RING-A', lines: [{ partNumber: 'RING-B', quantity: '1' }] },
    { assembly: 'RING-B', lines: [{ partNumber: 'RING-A', quantity: '1' }] },
  ]
  expect(await refused({ parts, bills })).toBe('A part would be built from itself.')
  expect(await graph.sql(`select number from erp_adapter.part where number like 'RING%'`)).toEqual([])
  const asAgent = await graph.ask(
    'mutation { planMaterial(input: { idempotencyKey: "d", plant: "PLANT-T" }) { __typename } }',
    {},
    { role: 'call-centre' },
  )
  expect(asAgent.errors?.[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } })
})

test('today is the day at the plant, wherever that is', async () => {
  const zones = ['Pacific/Kiritimati', 'Etc/GMT+12', 'Asia/Shanghai']
  for (const zone of zones) {
    await graph.sql(
      `insert into erp_adapter.place (id, kind, name_zh, name_en, time_zone) values ($1, 'PLANT', '厂', 'Plant', $1)`,
      [zone],
    )
    const { plan: made } = await mutation(
      'planMaterial',
      { plant: zone, days: 1 },
      '... on PlanMaterialSuccess { plan { fromDay orders } }',
    )
    const here = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(new Date())
    expect(made).toEqual({ fromDay: here, orders: 0 })
  }
})

test('stock and purchases of a plan are those of one moment, while goods come in', async () => {
  await mutation(
    'setSupply',
    {
      parts: [named('GLASS')],
      supplies: [{ partNumber: 'GLASS', supplierId: 'near', leadDays: 2 }],
      bills: [{ assembly: 'FOAM', lines: [{ partNumber: 'GLASS', quantity: '1' }] }],
      purchases: [
        { number: 'G1', plant: 'PLANT-T', partNumber: 'GLASS', supplierId: 'near', quantity: '400', dueOn: day(1) },
      ],
    },
    '',
  )
  await graph.sql(`insert into erp_adapter.part_stock (part_number, place_id, on_hand) values ('GLASS', 'YARD-T', 0)`)
  const planned = new AbortController()
  let moves = 0
  async function comeIn(): Promise<void> {
    while (!planned.signal.aborted && moves < 399) {
      await graph.sql(`with come as (
          update erp_adapter.open_purchase set received = received + 1 where number = 'G1' returning part_number)
        update erp_adapter.part_stock set on_hand = on_hand + 1 from come where part_stock.part_number = come.part_number`)
      moves += 1
    }
  }
  const moving = comeIn()
  const seen: number[] = []
  for (let nth = 0; nth < 6; nth++) {
    const { coverage } = await plan()
    const glass = coverage.nodes.find((each: any) => each.part.number === 'GLASS')
    seen.push(Number(glass.onHand) + Number(glass.expected))
  }
  planned.abort()
  await moving
  expect(seen).toEqual([400, 400, 400, 400, 400, 400])
  expect(moves).toBeGreaterThan(5)
})

test('goods that come in while a plan waits for their row are reserved with what was there', async () => {
  await graph.sql(`delete from erp_adapter.part_reservation where part_number = 'GLASS'`)
  await graph.sql(`update erp_adapter.part_stock set on_hand = 6, reserved = 5 where part_number = 'GLASS'`)
  const desk = new pg.Client({ connectionString: graph.databaseUrl })
  await desk.connect()
  await desk.query(`begin; update erp_adapter.part_stock set on_hand = 7 where part_number = 'GLASS'`)
  const planned = plan()
  await vi.waitFor(async () =>
    expect(
      await graph.sql(`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`),
    ).toHaveLength(1),
  )
  await desk.query('commit')
  await desk.end()
  await planned
  expect(
    await graph.sql(`select on_hand::int, reserved::int from erp_adapter.part_stock where part_number = 'GLASS'`),
  ).toEqual([{ on_hand: 7, reserved: 7 }])
})
