import { afterAll, beforeAll, expect, test } from 'vitest'
import { exampleNames, readExample } from '../../portal/examples.ts'
import type { TestGraph } from '../kit/graph.ts'
import { startDemoGraph } from './demo-graph.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startDemoGraph()
}, 120_000)
afterAll(() => graph.stop())

interface Cost {
  readonly estimated: number
  readonly actual: number
}

async function costOf(query: string, variables: unknown = {}): Promise<Cost> {
  const response = await fetch(`${graph.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables, extensions: { cost: true } }),
  })
  const { errors, extensions }: any = await response.json()
  expect(errors).toBeUndefined()
  return extensions.cost
}

test.each(exampleNames)('what %s is estimated to cost is no less than it does', async name => {
  const { query, variables } = readExample(name)
  const { estimated, actual } = await costOf(query, variables === '' ? {} : JSON.parse(variables))
  expect(actual).toBeGreaterThan(1)
  expect(estimated).toBeGreaterThanOrEqual(actual)
})

test.each([
  '{ vehicles(first: 1, filter: { status: DELIVERED }) { nodes { stationHistory { enteredAt } } } }',
  '{ vehicles(first: 1, filter: { status: DELIVERED }) { nodes { qualityResults { at } } } }',
  '{ vehicles(first: 100) { nodes { owners { from } recalls { addedAt } configuration { family } } } }',
  '{ vehicles(first: 100) { nodes { serviceOrders { nodes { operations { code } parts { number } } } } } }',
  '{ customers(first: 100) { nodes { contactPoints { kind } consents { at } } } }',
  '{ plants { stations { id } } vehicleModels { nodes { options { code } route { position } } } }',
])('so are lists by themselves: %s', async query => {
  const { estimated, actual } = await costOf(query)
  expect(actual).toBeGreaterThan(10)
  expect(estimated).toBeGreaterThanOrEqual(actual)
})
