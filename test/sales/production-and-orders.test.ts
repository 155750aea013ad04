import { afterAll, beforeAll, expect, test } from 'vitest'
import { describePlant } from '../erp-adapter/plant.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { seedMarket } from './market.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
  await seedMarket(graph)
  await graph.sql(`insert into sales.model_offer values ('ENV', 200000, 'CNY')`)
  await graph.sql(`insert into sales.model_option values ('ENV', 'RED', 3000)`)
})
afterAll(() => graph.stop())

const day = (after: number): string => new Date(Date.now() + after * 86_400_000).toISOString().slice(0, 10)

let keys = 0
const mutation = async (field: string, input: object, selection: string): Promise<any> => {
  const name = `${field[0]?.toUpperCase()}${field.slice(1)}Input`
  const data = await graph.data(`mutation ($input: ${name}!) { ${field}(input: $input) { __typename ${selection} } }`, {
    input: { idempotencyKey: `production-${++keys}`, ...input },
  })
  return data[field]
}

async function ordered(): Promise<string> {
  const placed = await mutation(
    'placeOrder',
    { kind: 'BUILD', dealerId: 'd-sh-1', customerId: 'c-1', modelCode: 'ENV' },
    '... on PlaceOrderSuccess { order { id } }',
  )
  await graph.settled()
  return placed.order.id
}

const orderNow = async (id: string): Promise<any> =>
  (
    await graph.data(
      `query ($id: ID!) { salesOrder(id: $id) {
        options frozenAt expectedAt waitsForParts timeline { note }
        production { productionNumber vehicle { configuration { code } } }
      } }`,
      { id },
    )
  ).salesOrder

test('an order that is changed before the freeze is built as changed', async () => {
  const id = await ordered()
  expect((await orderNow(id)).production.vehicle.configuration).toContainEqual({ code: 'WHT' })
  expect(await mutation('changeOrder', { orderId: id, options: ['RED'] }, '')).toEqual({
    __typename: 'ChangeOrderSuccess',
  })
  await graph.settled()
  const { options, production } = await orderNow(id)
  expect(options).toEqual(['RED'])
  expect(production.vehicle.configuration).toContainEqual({ code: 'RED' })
  expect(production.vehicle.configuration).not.toContainEqual({ code: 'WHT' })
  const { vehicles } = await graph.data(`{ vehicles(filter: { colour: "RED" }) { nodes { productionNumber } } }`)
  expect(vehicles.nodes).toEqual([{ productionNumber: production.productionNumber }])
})

test('what a changed order is built from and shown at the line follows the change', async () => {
  const id = await ordered()
  const { productionNumber } = (await orderNow(id)).production
  await mutation(
    'scheduleProduction',
    { productionNumber, plannedStart: `${day(5)}T02:00:00Z`, plannedEnd: `${day(8)}T02:00:00Z` },
    '',
  )
  await mutation(
    'setSupply',
    {
      parts: ['RED-PAINT', 'WHITE-PAINT'].map(number => ({ number, nameZh: number, nameEn: number })),
      bills: [
        {
          modelCode: 'ENV',
          lines: [
            { partNumber: 'RED-PAINT', quantity: '2', optionCode: 'RED' },
            { partNumber: 'WHITE-PAINT', quantity: '2', optionCode: 'WHT' },
          ],
        },
      ],
    },
    '',
  )
  const needs = async (): Promise<string[]> => {
    const selection = '... on PlanMaterialSuccess { plan { coverage { nodes { part { number } } } } }'
    const { plan } = await mutation('planMaterial', { plant: 'PLANT-T' }, selection)
    return plan.coverage.nodes.map((each: any) => each.part.number)
  }
  const sheet = async (): Promise<unknown> =>
    (
      await graph.data(`query ($id: ID!) { buildSheet(productionNumber: $id) { configuration { code } } }`, {
        id: productionNumber,
      })
    ).buildSheet.configuration
  expect([await needs(), await sheet()]).toEqual([['WHITE-PAINT'], expect.arrayContaining([{ code: 'WHT' }])])
  await mutation('changeOrder', { orderId: id, options: ['RED'] }, '')
  await graph.settled()
  expect([await needs(), await sheet()]).toEqual([['RED-PAINT'], expect.arrayContaining([{ code: 'RED' }])])
  await graph.sql(`update erp_adapter.production_order set planned_start = null where production_number = $1`, [
    productionNumber,
  ])
})

test('a change that reaches the plant after its freeze is undone, and sales knows it', async () => {
  const id = await ordered()
  const { productionNumber } = (await orderNow(id)).production
  await graph.sql(
    `update erp_adapter.production_order set planned_start = now() + interval '1 day', planned_end = now() + interval '2 days',
      change_freeze_at = now() - interval '1 hour' where production_number = $1`,
    [productionNumber],
  )
  await mutation('changeOrder', { orderId: id, options: ['RED'] }, '')
  await graph.settled()
  const { options, frozenAt, timeline, production } = await orderNow(id)
  expect({ options, frozen: frozenAt !== null }).toEqual({ options: [], frozen: true })
  expect(production.vehicle.configuration).toContainEqual({ code: 'WHT' })
  expect(timeline.at(-1)).toEqual({ note: 'The plant had frozen the configuration. Options: none' })
  expect(await mutation('changeOrder', { orderId: id, options: ['RED'] }, '')).toEqual({ __typename: 'OrderFrozen' })
})

test('an order whose parts come late says so, and says so again when they are there', async () => {
  const id = await ordered()
  const { productionNumber } = (await orderNow(id)).production
  await mutation(
    'scheduleProduction',
    { productionNumber, plannedStart: `${day(5)}T02:00:00Z`, plannedEnd: `${day(8)}T02:00:00Z` },
    '',
  )
  const purchase = { number: 'P', plant: 'PLANT-T', partNumber: 'AXLE', supplierId: 'far', quantity: '9' }
  const names = { nameZh: '轴', nameEn: 'Axle' }
  const supply = {
    suppliers: [{ id: 'far', ...names }],
    parts: [{ number: 'AXLE', ...names }],
    supplies: [{ partNumber: 'AXLE', supplierId: 'far', leadDays: 40 }],
    bills: [{ modelCode: 'ENV', lines: [{ partNumber: 'AXLE', quantity: '2' }] }],
    purchases: [{ ...purchase, dueOn: day(15) }],
  }
  await mutation('setSupply', supply, '')
  await mutation('planMaterial', { plant: 'PLANT-T' }, '')
  await graph.settled()
  const late = await orderNow(id)
  expect(late).toMatchObject({ waitsForParts: true, expectedAt: `${day(18)}T02:00:00.000Z` })
  expect(late.timeline.at(-1).note).toBe(`The plant waits for parts: the car is expected on ${day(18)}`)
  const [told] = await graph.sql(
    `select payload->>'summary' as summary from platform.event where type = 'CustomerActivity' and payload->'subject'->>'id' = $1 order by id desc limit 1`,
    [id],
  )
  expect(told.summary).toBe(late.timeline.at(-1).note)

  await mutation('setSupply', { purchases: [{ ...purchase, dueOn: day(3) }] }, '')
  await mutation('planMaterial', { plant: 'PLANT-T' }, '')
  await mutation('planMaterial', { plant: 'PLANT-T' }, '')
  await graph.settled()
  const there = await orderNow(id)
  expect(there).toMatchObject({ waitsForParts: false, expectedAt: `${day(8)}T02:00:00.000Z` })
  expect(
    there.timeline.map((each: any) => each.note).filter((note: string | null) => note?.includes('parts')),
  ).toHaveLength(2)
})
