import { expect, test } from 'vitest'
import { createPlanner } from '../../../gateway/planning/planner.ts'
import { supergraphOf } from '../federation/small-graph.ts'

const supergraph = supergraphOf({ one: { sdl: 'type Query { a: Int b: Int }' } })
const asking = (text: string) => ({
  text,
  operationName: null,
  override: { key: '', labels: new Set<string>(), percentage: 0 },
})

test('a plan that came after it was given up is not taken for the plan of the next operation', async () => {
  await createPlanner(supergraph).plan(asking('{ __typename a }'))
  const planner = createPlanner(supergraph, { deadline: 400 })
  const first = planner.plan(asking('{ a }')).catch(() => undefined)
  const second = planner.plan(asking('{ b }')).catch(() => undefined)
  // Both answers wait to be read when the first one's time is over.
  await new Promise(setImmediate)
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000)
  await first
  expect(JSON.stringify((await second) ?? '{b}')).toContain('{b}')
})
