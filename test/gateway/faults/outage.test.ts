import { afterAll, beforeAll, expect, test } from 'vitest'
import { httpSource } from '../../../gateway/execution/http-source.ts'
import { readExample } from '../../../portal/examples.ts'
import { startTestGateway, type Answer, type TestGateway } from '../../kit/gateway.ts'
import { startGraph, type TestGraph } from '../../kit/graph.ts'
import { signCall } from '../../kit/signed-source.ts'
import type { Trouble } from '../../kit/trouble.ts'
import { busyPhone, seedStoryCar, vin } from '../../portal/story-car.ts'
import { blanked, fieldsOf } from './blanked.ts'

/** The fields that only one subgraph can answer, as far as both stories ask for them. */
const owned: Readonly<Record<string, readonly string[]>> = {
  customer: ['customersByPhone', 'vehicle.owners.customer.displayName', 'vehicle.sales.nodes.buyer.displayName'],
  sales: [
    'customersByPhone.leads',
    'customersByPhone.salesOrders',
    'customersByPhone.vehicles',
    'vehicle.owners',
    'vehicle.plate',
    'vehicle.productionOrder.salesOrder.dealer',
    'vehicle.productionOrder.salesOrder.placedAt',
    'vehicle.sales',
    'vehicle.serviceOrders.nodes.station.dealer.name',
  ],
  service: [
    'customersByPhone.appointments',
    'customersByPhone.cases',
    'customersByPhone.requests',
    'customersByPhone.serviceOrders',
    'customersByPhone.vehicles.nodes.vehicle.recalls',
    'vehicle.cases',
    'vehicle.recalls',
    'vehicle.serviceOrders',
    'vehicle.warranty',
  ],
  marketing: ['customersByPhone.campaigns', 'customersByPhone.segments', 'vehicle.owners.customer.campaigns'],
  'erp-adapter': [
    'customersByPhone.salesOrders.nodes.production',
    'customersByPhone.vehicles.nodes.vehicle.model',
    'customersByPhone.vehicles.nodes.vehicle.status',
    'vehicle.availability',
    'vehicle.builtAt',
    'vehicle.configuration',
    'vehicle.engineNumber',
    'vehicle.model',
    'vehicle.plant',
    'vehicle.productionNumber',
    'vehicle.productionOrder',
    'vehicle.qualityResults',
    'vehicle.stationHistory',
    'vehicle.status',
    'vehicle.statusSince',
    'vehicle.timeline',
    'vehicle.whereabouts',
  ],
}

const troubles: readonly (readonly [Trouble, string])[] = [
  ['refused', 'SUBGRAPH_UNAVAILABLE'],
  ['status', 'SUBGRAPH_UNAVAILABLE'],
  ['cut', 'SUBGRAPH_UNAVAILABLE'],
  ['cutChunk', 'SUBGRAPH_UNAVAILABLE'],
  [{ reset: 0 }, 'SUBGRAPH_UNAVAILABLE'],
  [{ reset: 20 }, 'SUBGRAPH_UNAVAILABLE'],
  ['hang', 'SUBGRAPH_TIMEOUT'],
  [{ latency: 2000 }, 'SUBGRAPH_TIMEOUT'],
  [{ slow: 20 }, 'SUBGRAPH_TIMEOUT'],
  ['html', 'SUBGRAPH_ANSWER_INVALID'],
  ['badJson', 'SUBGRAPH_ANSWER_INVALID'],
  ['dataIsList', 'SUBGRAPH_ANSWER_INVALID'],
  ['dataIsNull', 'SUBGRAPH_ANSWER_INVALID'],
  ['lessData', 'SUBGRAPH_ANSWER_INVALID'],
  ['hugeHeader', 'SUBGRAPH_ANSWER_INVALID'],
  ['gzipGarbage', 'SUBGRAPH_ANSWER_INVALID'],
  ['gzipBomb', 'SUBGRAPH_ANSWER_INVALID'],
]

let graph: TestGraph
let whole: readonly Answer<unknown>[]
beforeAll(async () => {
  graph = await startGraph({ faults: true })
  await seedStoryCar(graph)
  whole = await ask(graph)
})
afterAll(() => graph.stop())

const ask = async (gateway: Pick<TestGateway, 'ask'>): Promise<Answer<unknown>[]> =>
  Promise.all([
    gateway.ask(readExample('car-story').query, { vin }),
    gateway.ask(readExample('customer-360').query, { phone: busyPhone }),
  ])

/** A gateway that waits so many milliseconds for a subgraph, and asks it again however often it failed. */
const gatewayFor = async (patience: Readonly<Record<string, number>>): Promise<TestGateway> =>
  startTestGateway(graph.supergraph, member =>
    httpSource({
      ...member,
      sign: signCall,
      deadline: patience[member.name] ?? 20_000,
      maxAnswer: 4_194_304,
      breaker: { failures: Infinity },
    }),
  )

test.each(Object.entries(owned))(
  'whatever is wrong with %s, the others answer whole, and each place that is missing says why',
  async (away, missing) => {
    expect(whole.flatMap(({ errors = [] }) => errors)).toEqual([])
    const patient = await gatewayFor({})
    const hasty = await gatewayFor({ [away]: 150 })
    for (const [trouble, code] of troubles) {
      await graph.fault(away, trouble)
      const answers = await ask(code === 'SUBGRAPH_TIMEOUT' ? hasty : patient)
      await graph.fault(away, 'none')
      const errors = answers.flatMap(answer => answer.errors ?? [])
      expect(
        answers.map(({ data }) => data),
        JSON.stringify(trouble),
      ).toEqual(answers.map((answer, index) => blanked(whole[index]?.data, answer.errors ?? [])))
      expect(
        errors.map(({ extensions }) => extensions),
        JSON.stringify(trouble),
      ).toEqual(errors.map(() => ({ code, serviceName: away })))
      expect(fieldsOf(errors), JSON.stringify(trouble)).toEqual(missing)
      expect(JSON.stringify(errors)).not.toMatch(
        /127\.0\.0\.1|localhost|10\.0\.0\.7|:\d{4,5}|ECONN|UND_|HPE_| at |\.ts/,
      )
    }
    expect(await ask(patient)).toEqual(whole)
    await patient.stop()
    await hasty.stop()
  },
)

test('answers may come packed', async () => {
  const packed: Answer<unknown>[] = []
  for (const packing of ['gzip', 'br'] as const) {
    await Promise.all(Object.keys(owned).map(name => graph.fault(name, packing)))
    packed.push(...(await ask(graph)))
  }
  await Promise.all(Object.keys(owned).map(name => graph.fault(name, 'none')))
  expect(packed).toEqual([...whole, ...whole])
})
