import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import type { As } from '../kit/principal.ts'
import { seedMarket } from '../sales/market.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await seedMarket(graph)
})
afterAll(async () => graph.stop())

const denied = async (query: string, as: As): Promise<readonly string[]> => {
  const { errors = [] } = await graph.ask(query, {}, as)
  return errors.filter(({ extensions }) => extensions.code === 'UNAUTHORIZED_FIELD').map(({ message }) => message)
}

const roots = `{
  vehicleModels { nodes { code } }
  dealers { nodes { id } }
  serviceStations { nodes { id } }
  knowledgeArticles(search: "oil") { id }
  vehicles { nodes { vin } }
  productionOrders { nodes { productionNumber } }
  customers { nodes { id } }
  cases { nodes { id } }
  campaigns { nodes { id } }
}`
const closed = (...names: string[]): string[] => names.map(name => `You may not use Query.${name}.`)

test.each<[string, As, readonly string[]]>([
  ['a developer', {}, []],
  ['a dealer', { role: 'dealer-sales', dealerId: 'D1' }, []],
  [
    'an integrator without a grant',
    { role: 'integrator' },
    closed('vehicles', 'productionOrders', 'customers', 'cases', 'campaigns'),
  ],
  [
    'an integrator with two',
    { role: 'integrator', scopes: ['vehicles', 'service'] },
    closed('productionOrders', 'customers', 'campaigns'),
  ],
  [
    'a dealer whose token grants cars alone',
    { role: 'dealer-sales', dealerId: 'D1', scopes: ['openid', 'vehicles'] },
    closed('productionOrders', 'customers', 'cases', 'campaigns'),
  ],
])('%s may use the roots of his own concern', async (_, as, expected) => {
  expect((await denied(roots, as)).toSorted()).toEqual([...expected].toSorted())
})

test('a change that is denied is not made', async () => {
  const change =
    'mutation { registerCustomer(input: { idempotencyKey: "k", kind: PERSON, source: "test" }) { __typename } }'
  const { data, errors } = await graph.ask(change, {}, { role: 'integrator' })
  expect(data).toEqual({ registerCustomer: null })
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHORIZED_FIELD'])
})
