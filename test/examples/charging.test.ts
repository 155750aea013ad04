import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '#platform/database.ts'
import { retailSaleRegistered } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import { charging } from '../../examples/subgraphs/charging/subgraph.ts'
import { atStation, capture, commissioned } from '../erp-adapter/factory.ts'
import { describePlant } from '../erp-adapter/plant.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'

const vin = 'WBA3A5C55CF256789'
const other = 'WBA3A5C55CF256790'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph({ extra: [charging] })
  await describePlant(graph)
  await capture(graph, [
    ...['P-1', 'P-2'].map(car => commissioned(car, 1)),
    atStation('P-1', 2, 'T-TRIM', { 'autograph:vin': vin }),
    atStation('P-2', 2, 'T-TRIM', { 'autograph:vin': other }),
  ])
  await graph.sql(`
    insert into customer.customer (id, kind, family_name, given_name) values
      ('customer-li', 'PERSON', '李', '娜'), ('customer-wu', 'PERSON', '吴', '磊')`)
})
afterAll(() => graph.stop())

const record = `
  mutation ($input: RecordChargingSessionInput!) {
    recordChargingSession(input: $input) {
      __typename
      ... on RecordChargingSessionSuccess { session { chargingPoint energyKwh vehicle { vin } } }
      ... on CarChargingElsewhere { message session { chargingPoint } }
    }
  }`

let calls = 0
const session = (startedAt: string, endedAt: string, more: object = {}) => ({
  idempotencyKey: `call-${calls++}`,
  vin,
  chargingPoint: 'CN-SHA-0042',
  startedAt,
  endedAt,
  energyKwh: '31.5',
  ...more,
})

async function sold(customerId: string, soldAt: string): Promise<void> {
  const sales = openDatabase({ url: graph.databaseUrl, schema: 'sales' })
  const payload = {
    saleId: `sale-${customerId}`,
    kind: 'NEW' as const,
    vin,
    modelCode: 'ENV',
    customerId,
    dealerId: 'dealer-t',
    soldAt,
    price: { amount: '269800.00', currency: 'CNY' },
    orderId: null,
  }
  await sales.transaction(tx => publish(tx, retailSaleRegistered, [{ key: vin, payload }]))
  await sales.close()
  await graph.settled()
}

test('a charging session is recorded once, and the car cannot charge elsewhere in that time', async () => {
  const input = session('2026-11-02T08:00:00Z', '2026-11-02T09:00:00Z')
  const recorded = {
    recordChargingSession: {
      __typename: 'RecordChargingSessionSuccess',
      session: { chargingPoint: 'CN-SHA-0042', energyKwh: '31.500', vehicle: { vin } },
    },
  }
  expect(await graph.data(record, { input })).toEqual(recorded)
  expect(await graph.data(record, { input })).toEqual(recorded)
  const elsewhere = session('2026-11-02T08:59:00Z', '2026-11-02T09:30:00Z', { chargingPoint: 'CN-SHA-0077' })
  expect(await graph.data(record, { input: elsewhere })).toEqual({
    recordChargingSession: {
      __typename: 'CarChargingElsewhere',
      message: 'The car was charging at CN-SHA-0042 in that time.',
      session: { chargingPoint: 'CN-SHA-0042' },
    },
  })
})

test('of sessions that overlap and arrive at once one is recorded', async () => {
  const inputs = [1, 2, 3, 4].map(minute => session(`2026-11-01T08:0${minute}:00Z`, '2026-11-01T09:00:00Z'))
  const answers = await Promise.all(inputs.map(input => graph.data(record, { input })))
  const names = answers.map(answer => answer.recordChargingSession.__typename)
  expect(names.filter(name => name === 'RecordChargingSessionSuccess')).toHaveLength(1)
})

test('a session that cannot have been is refused and changes nothing', async () => {
  const before = await graph.sql('select * from charging.charging_session')
  const wrong = [
    [session('2026-11-03T09:00:00Z', '2026-11-03T08:00:00Z'), 'endedAt must be after startedAt.'],
    [session('2026-11-03T09:00:00Z', '2026-11-05T08:00:00Z'), 'endedAt is more than a day after startedAt.'],
    [session('2126-11-03T09:00:00Z', '2126-11-03T10:00:00Z'), 'endedAt is in the future.'],
    [session('2026-11-03T09:00:00Z', '2026-11-03T10:00:00Z', { chargingPoint: ' ' }), 'chargingPoint is blank.'],
    [
      session('2026-11-03T09:00:00Z', '2026-11-03T10:00:00Z', { energyKwh: '-1' }),
      'energyKwh is -1; it must be more than 0.',
    ],
  ] as const
  for (const [input, message] of wrong)
    expect(await graph.ask(record, { input })).toMatchObject({
      errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }],
    })
  expect(await graph.sql('select * from charging.charging_session')).toEqual(before)
})

test('the latest buyer pays, in whatever order the sales are told', async () => {
  await sold('customer-wu', '2026-10-20T10:00:00Z')
  await sold('customer-li', '2026-10-01T10:00:00Z')
  expect(await graph.data(`{ vehicle(vin: "${vin}") { chargingAccount { holder { id } since } } }`)).toEqual({
    vehicle: { chargingAccount: { holder: { id: 'customer-wu' }, since: '2026-10-20T10:00:00.000Z' } },
  })
})

const story = `
  query ($first: Int, $after: String) {
    vehicle(vin: "${vin}") {
      model { nameEn }
      chargingAccount { holder { displayName } }
      chargingSessions(first: $first, after: $after) {
        nodes { chargingPoint startedAt }
        pageInfo { hasNextPage endCursor }
      }
    }
  }`

test('one query joins a car with its charging sessions and the customer who pays', async () => {
  const { vehicle } = await graph.data(story, { first: 1 })
  expect(vehicle).toEqual({
    model: { nameEn: 'Envision' },
    chargingAccount: { holder: { displayName: '吴磊' } },
    chargingSessions: {
      nodes: [{ chargingPoint: 'CN-SHA-0042', startedAt: '2026-11-02T08:00:00.000Z' }],
      pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
    },
  })
  const next = await graph.data(story, { first: 1, after: vehicle.chargingSessions.pageInfo.endCursor })
  expect(next.vehicle.chargingSessions).toMatchObject({
    nodes: [{ startedAt: expect.stringContaining('2026-11-01') }],
    pageInfo: { hasNextPage: false },
  })
})

test('many cars take as many statements as one', async () => {
  const asking = (vins: readonly string[]) =>
    graph.statementsOf(() =>
      graph.data(
        `{ ${vins.map((each, place) => `car${place}: vehicle(vin: "${each}") { chargingAccount { since } chargingSessions { nodes { id } } }`).join(' ')} }`,
      ),
    )
  const ofCharging = (statements: readonly string[]) => statements.filter(text => text.startsWith('charging:'))
  const one = ofCharging(await asking([vin]))
  expect(one).toHaveLength(2)
  expect(ofCharging(await asking([vin, other]))).toHaveLength(2)
})

test('it is there for those for whom it is made', async () => {
  const asks = `{ vehicle(vin: "${vin}") { chargingSessions { nodes { energyKwh } } } }`
  const codes = async (role: 'call-centre' | 'factory') =>
    (await graph.ask(asks, {}, { role })).errors?.map(({ extensions }) => extensions.code)
  expect(await codes('call-centre')).toBeUndefined()
  expect(await codes('factory')).toEqual(['GRAPHQL_VALIDATION_FAILED'])
})
