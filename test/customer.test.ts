import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from './kit/graph.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

test('an unknown customer is null, no error', async () => {
  expect(await graph.ask('{ customer(id: "x") { id displayName } }')).toEqual({ data: { customer: null } })
})
