import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import type { HttpSourceOptions } from '../../../gateway/execution/http-source.ts'
import { mutations } from '../../../lab/mutations.ts'
import { retries } from '../../../lab/retries.ts'
import { startFaultyGraph } from '../../kit/faulty-graph.ts'

/** A subgraph that counts, and one beside it. */
async function startCounting(options?: Omit<HttpSourceOptions, 'name' | 'url' | 'sign'>) {
  let count = 0
  const graph = await startFaultyGraph(
    {
      counter: {
        sdl: 'type Query { count: Int } type Mutation { add: Int }',
        resolvers: { Query: { count: () => count }, Mutation: { add: () => ++count } },
      },
      other: { sdl: 'type Query { well: Boolean }', resolvers: { Query: { well: () => true } } },
    },
    options,
  )
  onTestFinished(() => graph.stop())
  const proxy = graph.proxy('counter')
  /** Asks, and leaves before the answer is there. */
  const askAndLeave = async (query: string): Promise<void> => {
    const before = proxy.requests()
    const leaving = new AbortController()
    const asked = fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
      signal: leaving.signal,
    }).catch(() => {})
    while (proxy.requests() === before) await pause(1)
    leaving.abort()
    await asked
    await pause(50)
  }
  return { graph, proxy, askAndLeave }
}

const failed = (message: string, code = 'SUBGRAPH_UNAVAILABLE') => ({
  data: { count: null },
  errors: [{ message, path: ['count'], extensions: { code, serviceName: 'counter' } }],
})

test('a mutation whose connection breaks is not repeated, wherever it breaks', async () => {
  for (const finding of await mutations(0.02)) expect(finding).toMatchObject({ held: true })
})

test('while all calls fail repeats stay in budget, the breaker opens, probes once a second, and closes again', async () => {
  for (const finding of await retries(0)) expect(finding).toMatchObject({ held: true })
})

test('a read whose connection breaks is repeated once', async () => {
  const { graph, proxy } = await startCounting()
  await proxy.trouble([{ reset: 0 }, 'none'])
  await graph.ask('{ count }')
  expect(await graph.ask('{ count }')).toEqual({ data: { count: 0 } })
  await proxy.trouble({ reset: 0 })
  const before = proxy.requests()
  expect(await graph.ask('{ count }')).toEqual(failed('The subgraph "counter" broke off its answer.'))
  expect(proxy.requests() - before).toBe(2)
})

test('an answer that can not be read is not asked for again', async () => {
  const { graph, proxy } = await startCounting()
  await proxy.trouble('badJson')
  expect(await graph.ask('{ count }')).toEqual(
    failed('The subgraph "counter" answered 200 and no GraphQL.', 'SUBGRAPH_ANSWER_INVALID'),
  )
  expect(proxy.requests()).toBe(1)
})

test('more calls than may wait fail at once; those of other subgraphs go on', async () => {
  const { graph, proxy } = await startCounting({ concurrency: 2, queue: 1, deadline: 1500 })
  await proxy.trouble('hang')
  const waiting = Promise.all([1, 2, 3].map(() => graph.ask('{ count }')))
  while (proxy.requests() < 2) await pause(1)
  await pause(50)
  expect(await graph.ask('{ count }')).toEqual(failed('The subgraph "counter" has too many calls waiting.'))
  expect(await graph.ask('{ well }')).toEqual({ data: { well: true } })
  const late = failed('The subgraph "counter" did not answer within 1500 ms.', 'SUBGRAPH_TIMEOUT')
  expect(await waiting).toEqual([late, late, late])
})

test('once all calls under way hang, those that wait for their turn are turned away and hold nothing', async () => {
  const { graph, proxy } = await startCounting({ concurrency: 2, stall: 300, deadline: 1500 })
  await proxy.trouble('hang')
  const [first, second, third] = [1, 2, 3].map(() => graph.ask('{ count }'))
  while (proxy.requests() < 2) await pause(1)
  await pause(350)
  const turnedAway = failed('The subgraph "counter" has too many calls waiting.')
  expect(await graph.ask('{ count }')).toEqual(turnedAway)
  expect(await third).toEqual(turnedAway)
  const late = failed('The subgraph "counter" did not answer within 1500 ms.', 'SUBGRAPH_TIMEOUT')
  expect(await Promise.all([first, second])).toEqual([late, late])
})

test('a read ends when its client leaves, so that its place is free', async () => {
  const { graph, proxy, askAndLeave } = await startCounting({ concurrency: 1, queue: 0 })
  await proxy.trouble('hang')
  await askAndLeave('{ count }')
  await proxy.trouble('none')
  expect(await graph.ask('{ count }')).toEqual({ data: { count: 0 } })
})

test('a mutation goes on when its client leaves', async () => {
  const { graph, proxy, askAndLeave } = await startCounting({ concurrency: 1, queue: 0 })
  await proxy.trouble({ latency: 500 })
  await askAndLeave('mutation { add }')
  expect(await graph.ask('{ count }')).toEqual(failed('The subgraph "counter" has too many calls waiting.'))
  await proxy.trouble('none')
  await pause(700)
  expect(await graph.ask('{ count }')).toEqual({ data: { count: 1 } })
})
