import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGateway, type Gateway } from '../../../gateway/gateway.ts'
import { believe } from '#platform/identity/identify.ts'
import { serve, type Service } from '#platform/server.ts'
import { supergraphOf } from '../federation/small-graph.ts'

let gateway: Gateway
let service: Service
beforeAll(async () => {
  gateway = await startGateway({
    identify: believe,
    supergraph: supergraphOf({ one: { sdl: 'type Query { a: Int }' } }),
    source: () => ({
      ask: async () => ({ data: { a: 1 } }),
      listen: () => {
        throw new Error('nobody subscribes here')
      },
      close: async () => {},
    }),
  })
  service = await serve({ port: 0, routes: app => gateway.addGraphQL(app) })
})
afterAll(async () => {
  await service.stop()
  await gateway.stop()
})

const post = async (body: string | Buffer<ArrayBuffer>, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })

test('an operation beyond the limits is refused over HTTP with its code', async () => {
  const response = await post(JSON.stringify({ query: `{ ${'a '.repeat(6000)} }` }))
  expect(response.status).toBe(400)
  expect(await response.json()).toEqual({
    errors: [
      { message: 'An operation has at most 5000 words and signs.', extensions: { code: 'OPERATION_TOO_LARGE' } },
    ],
  })
})

test('a batch is refused whole', async () => {
  const response = await post(JSON.stringify([{ query: '{ a }' }, { query: '{ a }' }]))
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] })
})

test('a body beyond a mebibyte is refused', async () => {
  expect((await post(JSON.stringify({ query: '{ a }', pad: 'x'.repeat(1_100_000) }))).status).toBe(413)
})

test('a compressed body is not inflated', async () => {
  const body = gzipSync(JSON.stringify({ query: '{ a }', pad: 'x'.repeat(50_000_000) }))
  const before = process.memoryUsage().rss
  const { status } = await post(body, { 'content-encoding': 'gzip' })
  expect([400, 415]).toContain(status)
  expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000)
})

test('ten thousand headers are refused by the server, and it answers the next request', async () => {
  const { hostname, port } = new URL(service.url)
  const socket = connect(Number(port), hostname)
  const head = Array.from({ length: 10_000 }, (_, index) => `x-${index}: y`).join('\r\n')
  socket.write(`POST /graphql HTTP/1.1\r\nhost: x\r\n${head}\r\n\r\n`)
  const answered = await new Promise<string>(resolve => {
    socket.once('data', data => resolve(data.toString()))
    socket.once('error', error => resolve(error.message))
  })
  socket.destroy()
  expect(answered).toMatch(/^HTTP\/1.1 431|ECONNRESET|EPIPE/)
  expect(await (await post('{"query":"{ a }"}')).json()).toEqual({ data: { a: 1 } })
})
