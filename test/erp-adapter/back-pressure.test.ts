import { afterAll, beforeAll, expect, test } from 'vitest'
import { admission } from '../../subgraphs/erp-adapter/ingest/admission.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { atStation, capture, commissioned, document, send } from './factory.ts'
import { describePlant } from './plant.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
  await capture(graph, [commissioned('B1', 0)])
})
afterAll(() => graph.stop())

test('room is bounded by bodies and by bytes, and is given back whole', () => {
  const room = admission({ bodies: 2, bytes: 100 })
  const first = room.enter(60)
  expect(room.enter(41)).toBeNull()
  const second = room.enter(30)
  expect([second?.grow(10), second?.grow(1), room.enter(0)]).toEqual([true, false, null])
  first?.leave()
  second?.leave()
  expect(room.enter(100)).not.toBeNull()
})

test('of many big documents at once, those beyond the room are turned away at once, and memory stays bounded', async () => {
  const big = JSON.stringify(document([{ ...atStation('B1', 1, 'T-BODY'), note: 'x'.repeat(7_000_000) }]))
  let highest = 0
  const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage().rss)), 5)
  const before = process.memoryUsage().rss
  const started = performance.now()
  const answers = await Promise.all(
    Array.from({ length: 24 }, async () => {
      const response = await send(graph, big)
      await response.arrayBuffer()
      return {
        status: response.status,
        retryAfter: response.headers.get('retry-after'),
        after: performance.now() - started,
      }
    }),
  )
  clearInterval(watch)
  const turnedAway = answers.filter(({ status }) => status === 503)
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202, 503]))
  expect(turnedAway.every(({ retryAfter }) => retryAfter === '1')).toBe(true)
  expect(turnedAway.length).toBeGreaterThan(10)
  expect(highest - before).toBeLessThan(600_000_000)
  await capture(graph, [atStation('B1', 2, 'T-PAINT')])
})

test('many small documents at once find room', async () => {
  const answers = await Promise.all(
    Array.from({ length: 120 }, (_, nth) => send(graph, document([atStation('B1', 4 + nth, 'T-TRIM')]))),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
})

test('a body that breaks off gives its room back', async () => {
  for (let nth = 0; nth < 40; nth++) {
    const leaving = new AbortController()
    const body = new ReadableStream({
      async pull(controller) {
        controller.enqueue(new TextEncoder().encode('{'))
        leaving.abort()
      },
    })
    await fetch(`${graph.subgraphUrl('erp-adapter')}/ingest/capture`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      duplex: 'half',
      signal: leaving.signal,
    }).catch(() => {})
  }
  const whole = await send(graph, document([atStation('B1', 3, 'T-TRIM')]))
  expect(whole.status).toBe(202)
})
