import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { judgeSignature } from '#platform/webhook-signature.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { describePlant } from './plant.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const today = new Date().toISOString().slice(0, 10)
const day = (after: number): string => new Date(Date.parse(today) + after * 86_400_000).toISOString().slice(0, 10)

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
})
afterAll(() => graph.stop())

let keys = 0
const mutation = async (field: string, input: object, selection: string): Promise<any> => {
  const name = `${field[0]?.toUpperCase()}${field.slice(1)}Input`
  const data = await graph.data(`mutation ($input: ${name}!) { ${field}(input: $input) { __typename ${selection} } }`, {
    input: { idempotencyKey: `material-${++keys}`, ...input },
  })
  return data[field]
}

async function scheduled(start: number, options: readonly string[] = []): Promise<string> {
  const made = await mutation(
    'createProductionOrder',
    { modelCode: 'ENV', options },
    '... on CreateProductionOrderSuccess { productionOrder { productionNumber } }',
  )
  const { productionNumber } = made.productionOrder
  await mutation(
    'scheduleProduction',
    { productionNumber, plannedStart: `${day(start)}T02:00:00Z`, plannedEnd: `${day(start + 2)}T02:00:00Z` },
    '',
  )
  return productionNumber
}

const named = (number: string) => ({ number, nameZh: number, nameEn: number })
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
  expect(made).toMatchObject({ orders: 3, fromDay: today, toDay: day(60) })
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
  const asDealer = await graph.ask(
    'mutation { planMaterial(input: { idempotencyKey: "d", plant: "PLANT-T" }) { __typename } }',
    {},
    { role: 'dealer-sales', dealerId: 'dealer-t' },
  )
  expect(asDealer.errors?.[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } })
})

test('a released plan reaches its suppliers signed, again and again until it is taken', async () => {
  const got: { id: string; verdict: string; lines: unknown[] }[] = []
  let answers = [500, 'hang', 200] as (number | 'hang')[]
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const body = Buffer.concat(parts)
    const [id = '', timestamp = '', signatures = ''] = ['id', 'timestamp', 'signature'].map(name =>
      String(request.headers[`webhook-${name}`]),
    )
    const verdict = judgeSignature({ id, timestamp, signatures }, body, { secrets: [secret], now: new Date() })
    got.push({ id, verdict, lines: JSON.parse(body.toString()).lines })
    const answer = answers.shift() ?? 200
    if (answer === 'hang') return void request.socket.destroy()
    response.writeHead(answer).end()
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => void server.close())
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/plans`
  await mutation('setSupply', { suppliers: [{ ...supply.suppliers[0], endpoint, secret }] }, '')
  const { id } = await plan()
  const release = (): Promise<any> =>
    mutation('releaseMaterialPlan', { id }, '... on MaterialPlanNotReleasable { message }')
  expect(await release()).toEqual({ __typename: 'ReleaseMaterialPlanSuccess' })
  expect(await release()).toMatchObject({ message: 'The plan was released before.' })
  const delivery = async (): Promise<any> =>
    (
      await graph.data(
        `query ($id: ID!) { materialPlan(id: $id) { deliveries { supplier { id } state attempts failure } } }`,
        { id },
      )
    ).materialPlan.deliveries
  await vi.waitFor(async () => expect((await delivery())[0]).toMatchObject({ state: 'DELIVERED' }), 20_000)
  expect(await delivery()).toEqual([{ supplier: { id: 'near' }, state: 'DELIVERED', attempts: 2, failure: null }])
  expect(got).toHaveLength(3)
  expect(new Set(got.map(each => each.id))).toEqual(new Set([`${id}:near`]))
  expect(new Set(got.map(each => each.verdict))).toEqual(new Set(['valid']))
  expect(got[0]?.lines).toEqual([
    { line: 1, part: 'FRAME', unit: 'PCE', quantity: '10.000', needOn: day(10), orderBy: day(5) },
    { line: 2, part: 'RED-PAINT', unit: 'PCE', quantity: '2.000', needOn: day(12), orderBy: day(11) },
  ])

  answers = []
  server.close()
  server.closeAllConnections()
  const next = await plan()
  await mutation('releaseMaterialPlan', { id: next.id }, '')
  await graph.sql(`update erp_adapter.material_delivery set attempts = 9 where plan_id = $1`, [next.id])
  const stateOfNext = async (): Promise<any> =>
    (await graph.data(`query ($id: ID!) { materialPlan(id: $id) { deliveries { state failure } } }`, { id: next.id }))
      .materialPlan.deliveries
  await vi.waitFor(
    async () => expect(await stateOfNext()).toEqual([{ state: 'GIVEN_UP', failure: 'It can’t be reached.' }]),
    20_000,
  )
  const retried = { planId: next.id, supplierId: 'near' }
  expect(await mutation('retryMaterialDelivery', retried, '')).toEqual({ __typename: 'RetryMaterialDeliverySuccess' })
  expect(await stateOfNext()).toMatchObject([{ state: 'WAITING' }])
}, 60_000)
