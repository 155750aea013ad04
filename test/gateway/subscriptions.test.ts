import { createClient as createEventsClient } from 'graphql-sse'
import { createClient, type Client } from 'graphql-ws'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { changes, startChangingCars, type ChangingCars } from './changing-cars.ts'

let graph: ChangingCars

beforeEach(async () => {
  graph = await startChangingCars()
})
afterEach(() => graph.stop())

const change = (vin: string, status: string) => ({
  data: { carChanged: { status, car: { vin, plate: `P-${vin}` } } },
})

const client = (connectionParams: Record<string, string> = {}): Client =>
  createClient({
    url: graph.socketUrl,
    webSocketImpl: WebSocket,
    connectionParams,
    retryAttempts: 0,
  })

test('an event arrives over a WebSocket with the fields that other subgraphs add', async () => {
  const socket = client()
  const events = socket.iterate({ query: changes })
  const first = events.next()
  await graph.subscribed(1)
  graph.tell('A1', 'BUILT')
  expect((await first).value).toEqual(change('A1', 'BUILT'))
  graph.tell('bad', 'BUILT')
  const { value } = await events.next()
  expect(value).toMatchObject({ data: { carChanged: { status: 'BUILT', car: { vin: 'bad', plate: null } } } })
  expect(value?.errors).toMatchObject([{ path: ['carChanged', 'car', 'plate'] }])
  await events.return?.()
  await graph.subscribed(0)
  await socket.dispose()
})

test('an event arrives as a server-sent event, by POST and by GET', async () => {
  const byPost = createEventsClient({ url: graph.url, retryAttempts: 0 }).iterate({ query: changes })
  const byGet = await fetch(`${graph.url}?query=${encodeURIComponent(changes)}`, {
    headers: { accept: 'text/event-stream' },
  })
  expect(byGet.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  const first = byPost.next()
  await graph.subscribed(2)
  graph.tell('A1', 'BUILT')
  expect((await first).value).toEqual(change('A1', 'BUILT'))
  const reader = byGet.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (!text.includes('data')) text += (await reader?.read())?.value ?? ''
  expect(text).toBe(`:\n\nevent: next\ndata: ${JSON.stringify(change('A1', 'BUILT'))}\n\n`)
  await reader?.cancel()
  await byPost.return?.()
  await graph.subscribed(0)
})

test('a hundred subscribers are told of one event, each once', async () => {
  const sockets = Array.from({ length: 10 }, () => client())
  const readers = sockets.flatMap(socket => Array.from({ length: 10 }, () => socket.iterate({ query: changes })))
  const firsts = readers.map(reader => reader.next())
  await graph.subscribed(100)
  graph.tell('A1', 'BUILT')
  const told = await Promise.all(firsts)
  expect(new Set(told.map(({ value }) => JSON.stringify(value)))).toEqual(
    new Set([JSON.stringify(change('A1', 'BUILT'))]),
  )
  for (const socket of sockets) await socket.dispose()
  await graph.subscribed(0)
})

test('queries and mutations are answered over the same socket', async () => {
  const socket = client()
  const results = []
  for await (const result of socket.iterate({ query: '{ car(vin: "A1") { plate } }' })) results.push(result)
  expect(results).toEqual([{ data: { car: { plate: 'P-A1' } } }])
  await socket.dispose()
})

test('a subscription that does not fit the schema is refused on every transport, and nothing is begun', async () => {
  const wrong = 'subscription { carChanged { colour } }'
  const socket = client()
  await expect(socket.iterate({ query: wrong }).next()).rejects.toMatchObject([
    { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
  ])
  await expect(socket.iterate({ query: 'subscription { forbidden { status } }' }).next()).rejects.toMatchObject([
    { extensions: { code: 'INTERNAL_SERVER_ERROR' } },
  ])
  await expect(socket.iterate({ query: changes, operationName: 'None' }).next()).rejects.toMatchObject([
    { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } },
  ])
  await socket.dispose()
  const answer = await fetch(graph.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: wrong }),
  })
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] })
  expect(graph.subscribers()).toBe(0)
})

test('a subscription without a form of answer that can hold it is refused', async () => {
  const answer = await fetch(graph.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: changes }),
  })
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] })
})

test('a caller with a role that does not exist, or a page of another site, gets no socket', async () => {
  const socket = client({ 'autograph-role': 'emperor' })
  await expect(socket.iterate({ query: changes }).next()).rejects.toMatchObject({ code: 4403 })
  const foreign = new WebSocket(graph.socketUrl, 'graphql-transport-ws', {
    origin: 'https://elsewhere.example',
  })
  const refused = await new Promise(resolve => foreign.once('error', resolve))
  expect(String(refused)).toContain('403')
})

test('a stop completes every subscription, and then closes the sockets', async () => {
  const socket = createClient({
    url: graph.socketUrl,
    webSocketImpl: WebSocket,
    lazy: false,
    retryAttempts: 0,
    onNonLazyError() {},
  })
  const overSocket = socket.iterate({ query: changes })
  const overEvents = createEventsClient({ url: graph.url, retryAttempts: 0 }).iterate({ query: changes })
  const ends = [overSocket.next(), overEvents.next()]
  await graph.subscribed(2)
  const closed = new Promise<{ code?: number }>(resolve => socket.on('closed', event => resolve(event as never)))
  const before = Date.now()
  await graph.stop()
  expect(Date.now() - before).toBeLessThan(2000)
  expect(await Promise.all(ends)).toEqual([
    { done: true, value: undefined },
    { done: true, value: undefined },
  ])
  expect((await closed).code).toBe(1001)
  expect(graph.subscribers()).toBe(0)
})
