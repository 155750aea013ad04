import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

test('what nobody has is null or an empty page, no error', async () => {
  const answer = await graph.ask(`{
    serviceStation(id: "x") { id } serviceOrder(id: "x") { id } case(id: "x") { id } recall(id: "x") { id }
    appointment(id: "x") { id } knowledgeArticle(id: "x") { id } knowledgeArticles(search: "刹车 brake") { id }
    serviceStations(filter: { city: "Shanghai" }) { nodes { id } pageInfo { hasNextPage endCursor } }
    cases(filter: { open: true, kinds: [REPAIR] }) { nodes { id } } recalls(open: true) { nodes { id } }
  }`)
  expect(answer).toEqual({
    data: {
      serviceStation: null,
      serviceOrder: null,
      case: null,
      recall: null,
      appointment: null,
      knowledgeArticle: null,
      knowledgeArticles: [],
      serviceStations: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } },
      cases: { nodes: [] },
      recalls: { nodes: [] },
    },
  })
})
