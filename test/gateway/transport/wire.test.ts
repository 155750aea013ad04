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

const ask = async (
  to: Wire,
  { body = '{}', headers = '', reads = true, signal = new AbortController().signal } = {},
) => {
  const answer = await to.post({ headers, body, reads, most: 200_000, signal })
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

/** Answers each request in a piece with its own body, so that a mistaken one is seen. */
const echo = (request: string): string =>
  [...request.matchAll(/\r\n\r\n(\{.*?\})/g)]
    .map(([, body = '']) => `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`)
    .join('')

const bodies = Array.from({ length: 20 }, (_, index) => `{"n":${index}}`)

test('reads of one turn go out in few pieces, and each gets its own answer however they are cut', async () => {
  for (const size of [1, 3, 50, 10_000]) {
    const to = await serve((socket, request) => void pieces(socket, Buffer.from(echo(request)), size))
    const answers = await Promise.all(bodies.map(body => ask(to, { body })))
    expect(answers.map(({ body }) => body)).toEqual(bodies)
    expect(connections).toBe(3)
    await to.close()
    server?.close()
  }
})

test('answers in chunks that come together are told apart', async () => {
  const to = await serve((socket, request) =>
    socket.write(
      [...request.matchAll(/\r\n\r\n(\{.*?\})/g)]
        .map(
          ([, body = '']) =>
            `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
        )
        .join(''),
    ),
  )
  const answers = await Promise.all(bodies.map(body => ask(to, { body })))
  expect(answers.map(({ body }) => body)).toEqual(bodies)
})

test('a mutation has a connection of its own', async () => {
  const to = await serve((socket, request) => socket.write(echo(request)))
  await Promise.all(bodies.map(body => ask(to, { body, reads: false })))
  expect(connections).toBe(bodies.length)
})

test('whoever leaves takes nobody with him, and a line that everybody has left ends', async () => {
  const gone = new Set<Socket>()
  const to = await serve((socket, request) => {
    socket.on('close', () => gone.add(socket))
    setTimeout(() => socket.write(echo(request)), 50)
  })
  const leaving = new AbortController()
  const [left, ...stayed] = bodies.slice(0, 3).map((body, index) => {
    const signal = index === 0 ? leaving.signal : new AbortController().signal
    return ask(to, { body, signal })
  })
  setTimeout(() => leaving.abort(), 10)
  expect(await told(left ?? Promise.resolve())).toEqual(['unreachable', 'broke off its answer'])
  expect((await Promise.all(stayed)).map(({ body }) => body)).toEqual(bodies.slice(1, 3))
  expect(gone.size).toBe(0)

  const alone = new AbortController()
  const nobody = told(ask(to, { signal: alone.signal }))
  setTimeout(() => alone.abort(), 10)
  await nobody
  await expect.poll(() => gone.size).toBe(1)
})

test('who answers slowly is asked on connections of their own', async () => {
  const to = await serve((socket, request) => void setTimeout(() => socket.write(echo(request)), 60))
  await ask(to)
  await Promise.all(bodies.map(body => ask(to, { body })))
  expect(connections).toBe(bodies.length)
})

test('an answer too many is refused, and what stands behind a connection that ends fails', async () => {
  const more = await serve((socket, request) => socket.write(`${echo(request)}${echo(request)}`))
  const [first, second] = await Promise.all(bodies.slice(0, 2).map(body => told(ask(more, { body }))))
  expect([first, second]).toEqual([undefined, ['invalid', 'answered what cannot be read']])
  await more.close()
  server?.close()
  const ends = await serve(socket => socket.end('HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}'))
  expect(await Promise.all(bodies.slice(0, 2).map(body => told(ask(ends, { body }))))).toEqual([
    undefined,
    ['unreachable', 'broke off its answer'],
  ])
})
