import { randomUUID } from 'node:crypto'
import { createClient } from 'graphql-ws'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { pushHeaders } from '#platform/webhook-signature.ts'
import { aPerson } from '../customer/people.ts'
import { at, atStation, carEvent, document, measured, repaired } from '../erp-adapter/factory.ts'
import { describePlant } from '../erp-adapter/plant.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { seedMarket } from '../sales/market.ts'
import { call } from '../service/workshop.ts'

const vin = '1HGCM82633A004352'
const tag = 'urn:epc:id:giai:0614141.build'
const signer = { sender: 'jinqiao', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }
const dealerId = 'd-sh-1'

let graph: TestGraph
let orderId: string
let car: string
const begun = Date.now()
const inMinutes = (minutes: number): string => new Date(begun + minutes * 60_000).toISOString()
/** An event of the car, minutes after it was ordered. */
const then = (minutes: number, event: object): object => ({ ...event, eventTime: inMinutes(minutes) })

const post = (events: readonly object[], signed = signer): Promise<Response> => {
  const body = JSON.stringify(document(events))
  return fetch(`${graph.subgraphUrl('erp-adapter')}/ingest/capture`, {
    method: 'POST',
    headers: { 'content-type': 'application/ld+json', ...pushHeaders(signed, randomUUID(), body) },
    body,
  })
}
async function report(...events: readonly object[]): Promise<void> {
  expect((await post(events)).status).toBe(202)
  await graph.settled()
}

const order = async (): Promise<any> =>
  (
    await graph.data(
      `query ($id: ID!) { salesOrder(id: $id) {
        status vin frozenAt productionNumber
        production { productionNumber state frozen blockedBy routeVersion { version steps { station { id } } }
          vehicle { status configuration { code } } reworks { at } qualityResults { measure verdict }
          alarms { kind standing station { id } tag } }
      } }`,
      { id: orderId },
    )
  ).salesOrder

const schedule = (fields: object): Promise<any> =>
  call(graph, 'scheduleProduction', {
    input: { productionNumber: car, plannedStart: inMinutes(100), plannedEnd: inMinutes(4000), ...fields },
    select: '... on ProductionDatesRefused { message }',
  })
const change = (options: readonly string[]): Promise<any> =>
  call(graph, 'changeOrder', { input: { orderId, options }, select: '... on OrderFrozen { message }' })

beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
  await seedMarket(graph)
  await graph.sql(`insert into sales.model_offer values ('ENV', 229900, 'CNY')`)
  await graph.sql(`insert into sales.model_option values ('ENV', 'RED', 2000)`)
  await graph.sql(`insert into erp_adapter.ingest_sender (name, secrets, active) values ($1, array[$2], true)`, [
    signer.sender,
    signer.secret,
  ])
})
afterAll(() => graph.stop())

test('a sales order becomes a production order with a number', async () => {
  const customerId = await aPerson(graph)
  const placed = await call(graph, 'placeOrder', {
    input: { kind: 'BUILD', dealerId, customerId, modelCode: 'ENV' },
    select: '... on PlaceOrderSuccess { order { id } }',
  })
  orderId = placed.order.id
  await graph.settled()
  car = (await order()).productionNumber
  expect(await order()).toMatchObject({
    status: 'ACCEPTED',
    production: { productionNumber: car, state: 'PLANNED', frozen: false, routeVersion: null },
  })
})

test('a change reaches the plant until the order is frozen; then it is refused with the reason', async () => {
  expect(await change(['NONE'])).toMatchObject({ __typename: 'ConfigurationInvalid' })
  expect(await change(['RED'])).toMatchObject({ __typename: 'ChangeOrderSuccess' })
  await graph.settled()
  expect((await order()).production.vehicle.configuration).toContainEqual({ code: 'RED' })
  expect(await schedule({ changeFreezeAt: inMinutes(101) })).toMatchObject({ __typename: 'ProductionDatesRefused' })
  expect((await order()).production.state).toBe('PLANNED')
  expect(await schedule({ changeFreezeAt: inMinutes(90) })).toEqual({ __typename: 'ScheduleProductionSuccess' })
  await graph.settled()
  expect((await order()).production).toMatchObject({
    state: 'SCHEDULED',
    frozen: false,
    routeVersion: { version: 1, steps: ['T-BODY', 'T-PAINT', 'T-TRIM', 'T-TEST'].map(id => ({ station: { id } })) },
  })
  // Scheduled, and still open to changes until the plant's freeze.
  expect((await order()).frozenAt).toBe(inMinutes(90))
  expect(await change([])).toMatchObject({ __typename: 'ChangeOrderSuccess' })
  expect(await change(['RED'])).toMatchObject({ __typename: 'ChangeOrderSuccess' })
  await graph.settled()
  expect((await order()).production.vehicle.configuration).toContainEqual({ code: 'RED' })
  expect(await schedule({ changeFreezeAt: inMinutes(-1) })).toEqual({ __typename: 'ScheduleProductionSuccess' })
  await graph.settled()
  const { frozenAt, status, production } = await order()
  expect({ status, frozenAt, frozen: production.frozen }).toEqual({
    status: 'SCHEDULED',
    frozenAt: expect.any(String),
    frozen: true,
  })
  expect(await change([])).toEqual({
    __typename: 'OrderFrozen',
    message: expect.stringContaining('has frozen the configuration'),
  })
  await graph.settled()
  expect((await order()).production.vehicle.configuration).toContainEqual({ code: 'RED' })
})

const body = (minutes: number): object =>
  then(
    minutes,
    carEvent(car, 0, {
      action: 'ADD',
      bizStep: 'commissioning',
      disposition: 'active',
      epcList: [tag],
      bizLocation: { id: 'urn:autograph:place:PLANT-T' },
    }),
  )

test('a forged push changes nothing; a signed one binds the tag, by which a work place is told what to do', async () => {
  const forged = await post([body(110)], { ...signer, secret: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' })
  expect([forged.status, (await order()).production.vehicle.status]).toEqual([401, 'SCHEDULED'])
  await report(body(110), then(120, atStation(car, 0, 'T-BODY')))
  expect(await order()).toMatchObject({ production: { state: 'IN_PRODUCTION', vehicle: { status: 'BODY' } } })
  const told = await graph.data(
    `query ($tag: String!) {
      stationInstruction(station: "T-TRIM", tag: $tag) { step { instructionEn } configuration { code } missing { id } }
      buildSheetByTag(tag: $tag) { productionOrder { productionNumber } steps { passedAt } qualityPlan { measure } }
      stray: buildSheetByTag(tag: "urn:epc:id:giai:0614141.none") { steps { passedAt } }
    }`,
    { tag },
  )
  expect(told).toEqual({
    stationInstruction: {
      step: { instructionEn: 'Fit the trim.' },
      configuration: [{ code: 'RED' }, { code: '2.0T' }],
      missing: [{ id: 'T-PAINT' }],
    },
    buildSheetByTag: {
      productionOrder: { productionNumber: car },
      steps: [{ passedAt: inMinutes(120) }, { passedAt: null }, { passedAt: null }, { passedAt: null }],
      qualityPlan: [{ measure: 'brake-force-front' }, { measure: 'headlamp-tilt' }],
    },
    stray: null,
  })
})

test('a skipped station and a misread tag raise alarms, which are told as they come and can be asked for', async () => {
  const socket = createClient({ url: `${graph.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket })
  const news = socket.iterate<any>({
    query: `subscription { productionAlarms(kinds: [STATION_SKIPPED, TAG_NOT_CARRIED]) {
      kind standing station { id } tag productionOrder { productionNumber }
    } }`,
  })
  const next = async (): Promise<any> => (await news.next()).value.data.productionAlarms
  const first = next()
  await new Promise(resolve => setTimeout(resolve, 500))
  const productionOrder = { productionNumber: car }
  await report(then(200, atStation(car, 0, 'T-TRIM', { 'autograph:vin': vin })))
  const skipped = { kind: 'STATION_SKIPPED', standing: true, station: { id: 'T-PAINT' }, tag: null }
  expect(await first).toEqual({ ...skipped, productionOrder })
  const stray = 'urn:epc:id:giai:0614141.stray'
  await report(then(210, atStation(car, 0, 'T-TRIM', { epcList: [stray] })))
  const misread = { kind: 'TAG_NOT_CARRIED', standing: true, station: { id: 'T-TRIM' }, tag: stray }
  expect(await next()).toEqual({ ...misread, productionOrder })
  const { productionAlarms } = await graph.data(
    `{ productionAlarms(filter: { standing: true }) { nodes { kind standing station { id } tag } } }`,
  )
  expect(productionAlarms.nodes).toEqual([misread, skipped])
  await report(then(150, atStation(car, 0, 'T-PAINT')))
  expect(await next()).toEqual({ ...skipped, standing: false, productionOrder })
  expect((await order()).production.alarms).toEqual([misread, { ...skipped, standing: false }])
  await news.return?.()
  await socket.dispose()
})

test('a test that fails blocks the release until the car is repaired and passes', async () => {
  await report(then(300, measured(car, 0, 3000)), then(310, at(car, 0, ['staging_outbound', 'YARD-T'])))
  expect((await order()).production).toMatchObject({
    state: 'IN_PRODUCTION',
    blockedBy: ['brake-force-front'],
    vehicle: { status: 'QUALITY' },
    alarms: expect.arrayContaining([expect.objectContaining({ kind: 'RELEASE_BLOCKED', standing: true })]),
  })
  await report(then(320, repaired(car, 0)), then(330, measured(car, 0, 3300)))
  const { status, production } = await order()
  expect({ status, ...production }).toMatchObject({
    status: 'BUILT',
    state: 'COMPLETED',
    blockedBy: [],
    vehicle: { status: 'RELEASED' },
    reworks: [{ at: inMinutes(320) }],
    qualityResults: [
      { measure: 'brake-force-front', verdict: 'FAILED' },
      { measure: 'brake-force-front', verdict: 'PASSED' },
    ],
    alarms: expect.arrayContaining([expect.objectContaining({ kind: 'RELEASE_BLOCKED', standing: false })]),
  })
})

test('the sales order follows the car to its buyer', async () => {
  await report(then(400, at(car, 0, ['departing', 'YARD-T'])))
  expect(await order()).toMatchObject({ status: 'IN_TRANSIT', vin })
  await report(then(500, at(car, 0, ['receiving', 'DLR-T'])))
  expect(await order()).toMatchObject({ production: { vehicle: { status: 'AT_DEALER' } } })
  await report(then(600, at(car, 0, ['retail_selling', 'DLR-T'], { disposition: 'retail_sold' })))
  expect(await order()).toMatchObject({ status: 'DELIVERED', production: { vehicle: { status: 'DELIVERED' } } })
  const late = await schedule({})
  expect(late).toEqual({ __typename: 'ProductionNotPlannable' })
})
