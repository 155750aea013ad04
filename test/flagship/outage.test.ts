import { expect, test } from 'vitest'
import { heroVin } from '../../demo/world/story/hero.ts'
import { readExample } from '../../portal/examples.ts'
import { startDemoGraph } from './demo-graph.ts'

const carStory = readExample('car-story').query
const { query: customer360 } = readExample('customer-360')
const byId = customer360
  .replace('$phone: String!', '$id: ID!')
  .replace('customersByPhone(phone: $phone)', 'customer(id: $id)')

/** The subgraph that answers each block of a story; a block within another's needs that one too. */
const carBlocks: Readonly<Record<string, readonly string[]>> = {
  'erp-adapter': [
    'productionNumber',
    'engineNumber',
    'builtAt',
    'model',
    'configuration',
    'plant',
    'productionOrder',
    'stationHistory',
    'qualityResults',
    'status',
    'statusSince',
    'availability',
    'whereabouts',
    'timeline',
  ],
  sales: ['plate', 'sales', 'owners'],
  service: ['warranty', 'serviceOrders', 'recalls', 'cases'],
}
const customerBlocks: Readonly<Record<string, readonly string[]>> = {
  customer: [
    'kind',
    'displayName',
    'since',
    'locale',
    'contactPoints',
    'accountManager',
    'contactGrants',
    'consents',
    'timeline',
  ],
  sales: ['vehicles', 'leads', 'salesOrders'],
  service: ['serviceOrders', 'cases', 'appointments', 'requests'],
  marketing: ['campaigns', 'segments'],
}

/** A block without what others put into it: names of dealers, campaigns of owners, models of cars. */
const outer = (block: unknown): unknown =>
  typeof block === 'object' && block !== null && 'nodes' in block && Array.isArray(block.nodes)
    ? block.nodes.length
    : block === null
      ? null
      : 'there'

function expectWhole(whole: any, partial: any, { blocks, away }: { blocks: typeof carBlocks; away: string }): void {
  for (const [owner, names] of Object.entries(blocks))
    for (const name of names)
      expect([name, outer(partial[name])]).toEqual([name, owner === away ? null : outer(whole[name])])
}

test.each(['customer', 'sales', 'service', 'marketing', 'erp-adapter'])(
  'with %s away, both stories answer every block of the others, and say what is missing',
  async away => {
    const graph = await startDemoGraph()
    try {
      const wholeCar = await graph.data(carStory, { vin: heroVin })
      const id = wholeCar.vehicle.owners.find((owner: any) => owner.until === null).customer.id
      const wholeCustomer = await graph.data(byId, { id })
      await graph.stopSubgraph(away)
      const car = await graph.ask(carStory, { vin: heroVin })
      const customer = await graph.ask(byId, { id })
      expectWhole(wholeCar.vehicle, car.data.vehicle, { blocks: carBlocks, away })
      expectWhole(wholeCustomer.customer, customer.data.customer, { blocks: customerBlocks, away })
      expect(car.data.vehicle.vin).toBe(heroVin)
      expect(customer.data.customer.id).toBe(id)
      for (const error of [...(car.errors ?? []), ...(customer.errors ?? [])]) {
        expect(error).toMatchObject({
          extensions: { code: 'SUBGRAPH_UNAVAILABLE', serviceName: away },
          path: expect.any(Array),
        })
        expect(error.message).not.toMatch(/127\.0\.0\.1|ECONN|:\d{4,5}/)
      }
      expect(customer.errors).toBeDefined()
    } finally {
      await graph.stop()
    }
  },
  120_000,
)
