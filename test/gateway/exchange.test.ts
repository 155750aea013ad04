import { createClient } from 'graphql-ws'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { changes, startChangingCars, type ChangingCars } from './changing-cars.ts'
import { engineOver, smallGraph } from './federation/small-graph.ts'
import { startSmallGraph } from './small-graph.ts'

let graph: ChangingCars
beforeEach(async () => {
  graph = await startChangingCars()
})
afterEach(() => graph.stop())

const ask = async (url: string, query: string): Promise<unknown> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  return response.json()
}

test('what another supergraph adds is answered from its exchange on, and nothing asked meanwhile fails', async () => {
  const plate = '{ car(vin: "1") { plate } }'
  const coloured = '{ car(vin: "1") { plate colour } }'
  expect(await ask(graph.url, coloured)).toMatchObject({
    errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
  })
  const answers: unknown[] = []
  const load = new AbortController()
  const callers = Promise.all(
    Array.from({ length: 8 }, async () => {
      while (!load.signal.aborted) answers.push(await ask(graph.url, plate))
    }),
  )
  for (let time = 0; time < 5; time++) await graph.addColours()
  const asked = answers.length
  while (answers.length < asked + 20) await new Promise(resolve => setTimeout(resolve, 5))
  load.abort()
  await callers
  expect([...new Set(answers.map(answer => JSON.stringify(answer)))]).toEqual(['{"data":{"car":{"plate":"P-1"}}}'])
  expect(await ask(graph.url, coloured)).toEqual({ data: { car: { plate: 'P-1', colour: 'red' } } })
})

test('persisted queries are answered over the supergraph that is live', async () => {
  const query = '{ car(vin: "1") { colour } }'
  const persisted = async (): Promise<unknown> => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: await sha256(query) } }
    const response = await fetch(graph.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, extensions }),
    })
    return response.json()
  }
  expect(await persisted()).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] })
  await graph.addColours()
  expect(await persisted()).toEqual({ data: { car: { colour: 'red' } } })
})

test('subscriptions are completed by an exchange, and begin again over the new supergraph', async () => {
  const socket = createClient({ url: graph.socketUrl, webSocketImpl: WebSocket, retryAttempts: 0 })
  const before = socket.iterate({ query: changes })
  const completed = before.next()
  await graph.subscribed(1)
  await graph.addColours()
  expect(await completed).toEqual({ done: true, value: undefined })
  await graph.subscribed(0)
  const after = socket.iterate({ query: 'subscription { carChanged { car { vin colour } } }' })
  const event = after.next()
  await graph.subscribed(1)
  graph.tell('2', 'BUILT')
  expect((await event).value).toEqual({ data: { carChanged: { car: { vin: '2', colour: 'red' } } } })
  await after.return?.()
  await socket.dispose()
})

test('a supergraph that breaks a recorded operation does not go live, and its reason is told', async () => {
  const recorded = [{ file: 'plate.graphql', text: '{ car { plate } }', operationName: null }]
  const part = (typeDefs: string) => ({ cars: { typeDefs, resolvers: { Query: { car: () => ({ plate: 'A' }) } } } })
  const small = await startSmallGraph(part('type Query { car: Car } type Car { plate: String }'), { recorded })
  await expect(small.exchange(part('type Query { car: Car } type Car { number: String }'))).rejects.toThrow(
    /breaks operations in use[\s\S]*plate\.graphql: Cannot query field "plate"/,
  )
  expect(await ask(small.url, '{ car { plate } }')).toEqual({ data: { car: { plate: 'A' } } })
  await small.stop()
})

test('operations in use are ready before they are asked for again', async () => {
  const graph = smallGraph({
    cars: { sdl: 'type Query { car: String, cars: [String] }', resolvers: { Query: { car: () => 'a' } } },
  })
  const before = engineOver(graph)
  await before.answer({ text: '{ car }' })
  await before.answer({ text: 'query ($on: Boolean!) { car @include(if: $on) __typename }', variables: { on: true } })
  const after = engineOver(graph)
  await after.engine.warm([
    { text: '{ gone }', operationName: null, flags: new Map(), rights: new Set() },
    ...(await before.engine.inUse()),
  ])
  expect(await after.engine.inUse()).toEqual((await before.engine.inUse()).toReversed())
})

async function sha256(text: string): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(text))).toString('hex')
}
