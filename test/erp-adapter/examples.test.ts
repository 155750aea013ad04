import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { carEvent, commissioned, capture, send } from './factory.ts'
import { describePlant } from './plant.ts'

const car = 'SGM26110042'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
  await graph.sql(`
    insert into erp_adapter.place (id, kind, name_zh, name_en, plant_id, shop)
    select 'JQ-' || shop || '-' || lpad(nth::text, 2, '0'), 'STATION', shop, shop, 'PLANT-T', shop
    from (values ('BODY', 8), ('PAINT', 6), ('ASSEMBLY', 10), ('QUALITY', 6)) as line (shop, stations),
      generate_series(1, stations) as nth
    union all values ('YARD-JQ', 'WAREHOUSE', '', '', null, null), ('DEALER-D001', 'DEALER', '', '', null, null)`)
  await graph.sql(
    `insert into erp_adapter.quality_limit (model_code, measure, unit, minimum, maximum) values ('ENV', 'brakeForceDifference', 'percent', 0, 8)`,
  )
  // Only the order is made here: a scheduled car without a VIN, as the demo has it.
  const known = { ...commissioned(car, 0), bizStep: 'autograph:ordering', action: 'OBSERVE', epcList: [] }
  await capture(graph, [known, carEvent(car, 1, { bizStep: 'autograph:scheduling' })])
})
afterAll(() => graph.stop())

const sent = (name: string): Promise<Response> =>
  send(graph, readFileSync(join(import.meta.dirname, `../../examples/epcis/${name}.json`), 'utf8'))

async function carNow(): Promise<any> {
  const { vehicleByProductionNumber } = await graph.data(`{
    vehicleByProductionNumber(productionNumber: "${car}") {
      vin status blockedBy whereabouts { kind } timeline(first: 3) { nodes { status } }
    }
  }`)
  const { timeline, ...rest } = vehicleByProductionNumber
  return { ...rest, timeline: timeline.nodes.map((node: any) => node.status) }
}

test('the examples move a car as their README says', async () => {
  const vin = 'LSGFXCS19VS110042'
  const way: readonly [string, object][] = [
    ['01-commissioning', { vin: null, status: 'BROADCAST', whereabouts: { kind: 'PLANT' } }],
    ['02-body-and-paint', { vin, status: 'PAINT' }],
    ['03-assembly', { vin, status: 'ASSEMBLY' }],
    ['04-failed-test', { status: 'QUALITY', blockedBy: ['brakeForceDifference'] }],
    ['05-rework-and-pass', { status: 'QUALITY', blockedBy: [] }],
    ['06-stored-and-departed', { status: 'IN_TRANSIT', timeline: ['IN_TRANSIT', 'BUILT', 'QUALITY'] }],
    ['07-late-release', { status: 'IN_TRANSIT', timeline: ['IN_TRANSIT', 'RELEASED', 'BUILT'] }],
    ['08-duplicate-of-03', { status: 'IN_TRANSIT', timeline: ['IN_TRANSIT', 'RELEASED', 'BUILT'] }],
    ['09-at-the-dealer', { vin, status: 'AT_DEALER', whereabouts: { kind: 'DEALER' } }],
  ]
  for (const [name, expected] of way) {
    const response = await sent(name)
    expect({ name, status: response.status, car: await carNow() }).toMatchObject({ name, status: 202, car: expected })
  }
})

test('the wrong example is refused with a pointer for each flaw, and changes nothing', async () => {
  const before = await carNow()
  const response = await sent('10-wrong')
  const problem: any = await response.json()
  expect(response.status).toBe(400)
  expect(problem.errors.map((error: any) => error.pointer)).toEqual([
    '/epcisBody/eventList/0/bizStep',
    '/epcisBody/eventList/1/eventTime',
    '/epcisBody/eventList/1/readPoint/id',
    '/epcisBody/eventList/2/autograph:vin',
  ])
  expect(await carNow()).toEqual(before)
})
