import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { CallFailed } from '../../../gateway/transport/call-failed.ts'
import { openWire, type Wire } from '../../../gateway/transport/wire/wire.ts'

/** What a server does with each request that it has read. */
type Answer = (socket: Socket, request: string) => void

let server: Server | undefined
let wire: Wire | undefined
let connections = 0

afterEach(async () => {
  await wire?.close()
  await new Promise(closed => server?.close(closed))
})

async function serve(answer: Answer): Promise<Wire> {
  connections = 0
  server = createServer(socket => {
    connections++
    // Whoever has enough of an answer resets its connection.
    socket.on('error', () => {})
    socket.on('data', data => answer(socket, data.toString()))
  })
  await new Promise<void>(listening => server?.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  wire = openWire({ url: `http://127.0.0.1:${port}/graphql?x=1`, connectTimeout: 1000 })
  return wire
}

const ask = async (to: Wire, { body = '{}', headers = '', signal = new AbortController().signal } = {}) => {
  const answer = await to.post({ headers, body, most: 200_000, signal })
  return { status: answer.head.status, body: answer.body.toString() }
}

const told = async (call: Promise<unknown>): Promise<unknown> => {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof CallFailed ? [error.kind, error.message] : error
}

test('a request has its length in bytes, and answers one after the other come on one connection', async () => {
  const requests: string[] = []
  const to = await serve((socket, request) => {
    requests.push(request)
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n"é"')
  })
  expect([await ask(to, { body: '"ü"', headers: 'a: b\r\n' }), await ask(to)]).toEqual([
    { status: 200, body: '"é"' },
    { status: 200, body: '"é"' },
  ])
  expect(connections).toBe(1)
  expect(requests[0]).toMatch(/^POST \/graphql\?x=1 HTTP\/1\.1\r\nhost: 127\.0\.0\.1:\d+\r\n/)
  expect(requests[0]).toMatch(/\r\na: b\r\ncontent-length: 4\r\n\r\n"ü"$/)
})

test('an answer is the same however it is cut into pieces', async () => {
  const chunked = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4;x=y\r\n"é"\r\n3\r\n\r\n \r\n0\r\nx: y\r\n\r\n'
  const early = `HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n${chunked}`
  for (const text of [chunked, early]) {
    const bytes = Buffer.from(text)
    for (const size of [1, 2, 3, 7, bytes.length]) {
      const to = await serve(socket => void pieces(socket, bytes, size))
      expect(await ask(to)).toEqual({ status: 200, body: '"é"\r\n ' })
      await to.close()
      server?.close()
    }
  }
})

async function pieces(socket: Socket, bytes: Buffer, size: number): Promise<void> {
  socket.setNoDelay()
  for (let at = 0; at < bytes.length; at += size) {
    socket.write(bytes.subarray(at, at + size))
    await new Promise(resolve => setImmediate(resolve))
  }
}

test('an answer without a length ends with its connection', async () => {
  const to = await serve(socket => socket.end('HTTP/1.0 200 OK\r\n\r\n{"data":1}'))
  expect([await ask(to), await ask(to), connections]).toEqual([
    { status: 200, body: '{"data":1}' },
    { status: 200, body: '{"data":1}' },
    2,
  ])
})

test('a connection that a server is about to close is not used again', async () => {
  const to = await serve(socket =>
    socket.write('HTTP/1.1 200 OK\r\nkeep-alive: timeout=1\r\ncontent-length: 0\r\n\r\n'),
  )
  await ask(to)
  await ask(to)
  expect(connections).toBe(2)
})

test.each([
  ['more than its length', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n12'],
  ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n12'],
  ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n\r\n'],
  ['a chunk of no size', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n-1\r\n\r\n\r\n'],
  ['a chunk that is too long', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\n22\r\n0\r\n\r\n'],
])('%s is no answer', async (_, text) => {
  const to = await serve(socket => socket.write(text))
  expect(await told(ask(to))).toEqual(['invalid', 'answered what cannot be read'])
})

test('more than the most bytes is no answer, whether announced or not', async () => {
  for (const head of ['content-length: 200001', 'x: y']) {
    const to = await serve(socket => socket.write(`HTTP/1.1 200 OK\r\n${head}\r\n\r\n${'x'.repeat(200_001)}`))
    expect(await told(ask(to))).toEqual(['invalid', 'answered more than 200000 bytes'])
    await to.close()
    server?.close()
  }
})

test('what breaks off, and what is not waited for, is told apart from a server that is away', async () => {
  const broken = await serve(socket => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n12'))
  expect(await told(ask(broken))).toEqual(['unreachable', 'broke off its answer'])
  const leaving = new AbortController()
  const silent = await serve(() => leaving.abort())
  expect(await told(ask(silent, { signal: leaving.signal }))).toEqual(['unreachable', 'broke off its answer'])
  await new Promise(closed => server?.close(closed))
  expect(await told(ask(silent))).toEqual(['unreachable', 'cannot be reached'])
})

test('a header of other characters than ASCII is sent as it came', async () => {
  let received = Buffer.alloc(0)
  const to = await serve((socket, request) => {
    received = Buffer.from(request)
    socket.write('HTTP/1.1 204 No Content\r\n\r\n')
  })
  await ask(to, { headers: 'name: \u00c3\u00a9\r\n', body: '"é"' })
  expect(received.toString()).toContain('name: é\r\ncontent-length: 4\r\n\r\n"é"')
})
