import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parse, validate } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { heroOwnerPhone, heroPlate, heroProductionNumber, heroVin } from '../../demo/world/story/hero.ts'
import { exampleNames, readExample } from '../../portal/examples.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { supergraph } from '../laws/supergraph.ts'
import { seedStoryCar } from './story-car.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await seedStoryCar(graph)
})
afterAll(() => graph.stop())

test('every operation in examples/queries has a tab', () => {
  const files = readdirSync(join(import.meta.dirname, '../../examples/queries'))
  const operations = files.filter(file => file.endsWith('.graphql')).map(file => file.replace('.graphql', ''))
  expect(operations.toSorted()).toEqual(exampleNames.toSorted())
})

test('the examples ask for the car whose story the demo data tell', () => {
  const asked = exampleNames.map(name => readExample(name).variables).join('')
  for (const name of [heroVin, heroPlate, heroProductionNumber, heroOwnerPhone]) expect(asked).toContain(name)
})

test.each(exampleNames)('the example %s fits the graph as it is now', name => {
  expect(validate(supergraph, parse(readExample(name).query))).toEqual([])
})

test.each(exampleNames)('the example %s is answered without an error or a refusal', async name => {
  const { query, variables } = readExample(name)
  const { data, errors } = await graph.ask(query, JSON.parse(variables))
  expect(errors).toBeUndefined()
  expect(JSON.stringify(data)).not.toContain('"message"')
})
