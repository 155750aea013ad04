import { createClient as createEventsClient } from 'graphql-sse'
import { createClient, type Client } from 'graphql-ws'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { Feed } from '#platform/stream.ts'
import { startSmallGraph, type SmallGraph, type SmallPart } from './small-graph.ts'

let graph: SmallGraph
let feeds: Set<Feed<object>>

/** Tells all subscribers of a change of a car. */
const tell = (vin: string, status: string): void => {
  for (const feed of feeds) feed.push({ carChanged: { car: { vin }, status } })
}

beforeEach(async () => {
  feeds = new Set()
  graph = await startSmallGraph(parts)
})
afterEach(() => graph.stop())

const parts: Record<string, SmallPart> = {
  cars: {
    typeDefs: `
        type Query { car(vin: ID!): Car }
        type Subscription { carChanged: Change, forbidden: Change }
        type Change { car: Car status: String! }
        type Car @key(fields: "vin") { vin: ID! }`,
    resolvers: {
      Query: { car: (_: unknown, { vin }: { vin: string }) => ({ vin }) },
      Subscription: {
        carChanged: {
          subscribe() {
            const feed: Feed<object> = new Feed({ ended: () => feeds.delete(feed) })
            feeds.add(feed)
            return feed
          },
        },
        forbidden: {
          subscribe() {
            throw new Error('not for you')
          },
        },
      },
    },
  },
  plates: {
    typeDefs: 'type Car @key(fields: "vin") { vin: ID! plate: String }',
    resolvers: { Car: { plate: ({ vin }: { vin: string }) => (vin === 'bad' ? new Error('none') : `P-${vin}`) } },
  },
}

const changes = 'subscription { carChanged { status car { vin plate } } }'
const change = (vin: string, status: string) => ({
  data: { carChanged: { status, car: { vin, plate: `P-${vin}` } } },
})

const client = (connectionParams: Record<string, string> = {}): Client =>
  createClient({
    url: graph.url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    connectionParams,
    retryAttempts: 0,
  })

const subscribed = async (count: number): Promise<void> => {
  while (feeds.size !== count) await new Promise(resolve => setTimeout(resolve, 5))
}

test('an event arrives over a WebSocket with the fields that other subgraphs add', async () => {
  const socket = client()
  const events = socket.iterate({ query: changes })
  const first = events.next()
  await subscribed(1)
  tell('A1', 'BUILT')
  expect((await first).value).toEqual(change('A1', 'BUILT'))
  tell('bad', 'BUILT')
  const { value } = await events.next()
  expect(value).toMatchObject({ data: { carChanged: { status: 'BUILT', car: { vin: 'bad', plate: null } } } })
  expect(value?.errors).toMatchObject([{ path: ['carChanged', 'car', 'plate'] }])
  await events.return?.()
  await subscribed(0)
  await socket.dispose()
})

test('an event arrives as a server-sent event, by POST and by GET', async () => {
  const byPost = createEventsClient({ url: graph.url, retryAttempts: 0 }).iterate({ query: changes })
  const byGet = await fetch(`${graph.url}?query=${encodeURIComponent(changes)}`, {
    headers: { accept: 'text/event-stream' },
  })
  expect(byGet.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  const first = byPost.next()
  await subscribed(2)
  tell('A1', 'BUILT')
  expect((await first).value).toEqual(change('A1', 'BUILT'))
  const reader = byGet.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (!text.includes('data')) text += (await reader?.read())?.value ?? ''
  expect(text).toBe(`:\n\nevent: next\ndata: ${JSON.stringify(change('A1', 'BUILT'))}\n\n`)
  await reader?.cancel()
  await byPost.return?.()
  await subscribed(0)
})

test('a hundred subscribers are told of one event, each once', async () => {
  const sockets = Array.from({ length: 10 }, () => client())
  const readers = sockets.flatMap(socket => Array.from({ length: 10 }, () => socket.iterate({ query: changes })))
  const firsts = readers.map(reader => reader.next())
  await subscribed(100)
  tell('A1', 'BUILT')
  const told = await Promise.all(firsts)
  expect(new Set(told.map(({ value }) => JSON.stringify(value)))).toEqual(
    new Set([JSON.stringify(change('A1', 'BUILT'))]),
  )
  await Promise.all(sockets.map(socket => socket.dispose()))
  await subscribed(0)
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
  expect(feeds.size).toBe(0)
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
  const foreign = new WebSocket(graph.url.replace('http', 'ws'), 'graphql-transport-ws', {
    origin: 'https://elsewhere.example',
  })
  const refused = await new Promise(resolve => foreign.once('error', resolve))
  expect(String(refused)).toContain('403')
})

test('a stop completes every subscription, and then closes the sockets', async () => {
  const socket = createClient({ url: graph.url.replace('http', 'ws'), webSocketImpl: WebSocket, lazy: false, retryAttempts: 0, onNonLazyError() {} })
  const overSocket = socket.iterate({ query: changes })
  const overEvents = createEventsClient({ url: graph.url, retryAttempts: 0 }).iterate({ query: changes })
  const ends = [overSocket.next(), overEvents.next()]
  await subscribed(2)
  const closed = new Promise<{ code?: number }>(resolve => socket.on('closed', event => resolve(event as never)))
  const before = Date.now()
  await graph.stop()
  expect(Date.now() - before).toBeLessThan(2000)
  expect(await Promise.all(ends)).toEqual([
    { done: true, value: undefined },
    { done: true, value: undefined },
  ])
  expect((await closed).code).toBe(1001)
  expect(feeds.size).toBe(0)
})

/** A client of its own making, which can stop reading. */
async function rawClient(): Promise<{ socket: WebSocket; messages: { type: string; payload?: any }[] }> {
  const socket = new WebSocket(graph.url.replace('http', 'ws'), 'graphql-transport-ws')
  const messages: { type: string; payload?: any }[] = []
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString())))
  await new Promise(resolve => socket.once('open', resolve))
  socket.send(JSON.stringify({ type: 'connection_init' }))
  await new Promise(resolve => socket.once('message', resolve))
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: changes } }))
  await subscribed(1)
  return { socket, messages }
}

const large = 'x'.repeat(100_000)

/** Tells of changes until no subscriber is left; gives how many it took. */
async function tellUntilEnded(): Promise<number> {
  let count = 0
  for (; feeds.size > 0 && count < 5000; count++) {
    tell('A1', large)
    await new Promise(resolve => setImmediate(resolve))
  }
  return count
}

test('a client that reads too slowly is ended with a clear error, and only so much is kept for it', async () => {
  const { socket, messages } = await rawClient()
  socket.pause()
  const count = await tellUntilEnded()
  expect(count).toBeGreaterThan(100)
  expect(count).toBeLessThan(1000)
  socket.resume()
  while (messages.at(-1)?.type !== 'error') await new Promise(resolve => setTimeout(resolve, 5))
  expect(messages.at(-1)?.payload).toMatchObject([{ extensions: { code: 'SUBSCRIBER_TOO_SLOW' } }])
  // What waited when it was ended is not sent.
  expect(messages.filter(({ type }) => type === 'next').length).toBeLessThan(count - 99)
  socket.close()
})

test('a client that takes nothing and gives no sign of life is cut off', async () => {
  await graph.stop()
  graph = await startSmallGraph(parts, { heartbeat: 400 })
  const { socket } = await rawClient()
  socket.pause()
  await subscribed(0)
  socket.terminate()
  const events = await fetch(graph.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: changes }),
  })
  await subscribed(1)
  for (let count = 0; count < 90; count++) tell('A1', large)
  await subscribed(0)
  await events.body?.cancel().catch(() => {})
})

test('signs of life come on both transports while nothing happens', async () => {
  await graph.stop()
  graph = await startSmallGraph(parts, { heartbeat: 400 })
  const { socket } = await rawClient()
  await new Promise(resolve => socket.once('ping', resolve))
  await new Promise(resolve => socket.once('ping', resolve))
  expect(socket.readyState).toBe(WebSocket.OPEN)
  socket.close()
  const events = await fetch(graph.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: changes }),
  })
  const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (text.length < 9) text += (await reader?.read())?.value ?? ''
  expect(text).toBe(':\n\n:\n\n:\n\n')
  await reader?.cancel()
  await subscribed(0)
})
