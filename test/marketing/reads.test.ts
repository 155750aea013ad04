import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

test('unknown segments and campaigns are null, no error', async () => {
  expect(await graph.ask('{ segment(id: "x") { name } campaign(id: "x") { name } }')).toEqual({
    data: { segment: null, campaign: null },
  })
})

test('without customers the pyramid has its empty tiers', async () => {
  const { valuePyramid } = await graph.data(
    '{ valuePyramid { customers revenue { amount currency } tiers { tier customers revenueShare leastSpend { amount } } } }',
  )
  expect(valuePyramid).toEqual({
    customers: 0,
    revenue: { amount: '0.00', currency: 'CNY' },
    tiers: ['TOP', 'LARGE', 'MEDIUM', 'SMALL', 'NONE'].map(tier => ({
      tier,
      customers: 0,
      revenueShare: '0.0000',
      leastSpend: null,
    })),
  })
})

test('there are no segments and campaigns at first', async () => {
  const empty = { nodes: [], edges: [], pageInfo: { hasNextPage: false, endCursor: null } }
  const page = '{ nodes { id } edges { cursor } pageInfo { hasNextPage endCursor } }'
  expect(await graph.data(`{ segments ${page} campaigns(filter: { status: PLANNED }) ${page} }`)).toEqual({
    segments: empty,
    campaigns: empty,
  })
})
