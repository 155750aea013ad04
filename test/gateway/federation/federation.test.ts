import { beforeAll, describe, expect, test } from 'vitest'
import { federationCases } from './cases/federation-cases.ts'
import { engineOver, smallGraph } from './small-graph.ts'

describe.each(federationCases)('$title', ({ parts, asks }) => {
  let graph: ReturnType<typeof engineOver>
  beforeAll(() => void (graph = engineOver(smallGraph(parts))))

  test.each(asks)('$text', async ({ text, variables = {}, data, errors = [] }) => {
    graph.asked.length = 0
    expect(await graph.answer({ text, variables }), graph.asked.join('\n')).toEqual({ data, errors })
  })
})
