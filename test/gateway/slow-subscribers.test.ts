import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { changes, startChangingCars, type ChangingCars } from './changing-cars.ts'

let graph: ChangingCars

beforeEach(async () => {
  graph = await startChangingCars()
})
afterEach(() => graph.stop())

/** A client of its own making, which can stop reading. */
async function rawClient(): Promise<{ socket: WebSocket; messages: { type: string; payload?: any }[] }> {
  const socket = new WebSocket(graph.socketUrl, 'graphql-transport-ws')
  const messages: { type: string; payload?: any }[] = []
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString())))
  await new Promise(resolve => socket.once('open', resolve))
  socket.send(JSON.stringify({ type: 'connection_init' }))
  await new Promise(resolve => socket.once('message', resolve))
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: changes } }))
  await graph.subscribed(1)
  return { socket, messages }
}

const large = 'x'.repeat(100_000)

/** Tells of changes until no subscriber is left; gives how many it took. */
async function tellUntilEnded(): Promise<number> {
  let count = 0
  for (; graph.subscribers() > 0 && count < 5000; count++) {
    graph.tell('A1', large)
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
  graph = await startChangingCars({ heartbeat: 400 })
  const { socket } = await rawClient()
  socket.pause()
  await graph.subscribed(0)
  socket.terminate()
  const events = await fetch(graph.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: changes }),
  })
  await graph.subscribed(1)
  for (let count = 0; count < 90; count++) graph.tell('A1', large)
  await graph.subscribed(0)
  expect(graph.subscribers()).toBe(0)
  await events.body?.cancel().catch(() => {})
})

test('signs of life come on both transports while nothing happens', async () => {
  await graph.stop()
  graph = await startChangingCars({ heartbeat: 400 })
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
  await graph.subscribed(0)
})
