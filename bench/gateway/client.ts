import { connect, type Socket } from 'node:net'
import { authorization } from '../identity.ts'

export interface HttpAnswer {
  readonly status: number
  readonly body: Buffer
}

/** One kept-alive connection: a request, its answer, the next request. Lean, so that it doesn't become the limit. */
export interface Connection {
  ask(request: Buffer): Promise<HttpAnswer>
  close(): void
}

/** The bytes of a POST of a GraphQL request. */
export function post(body: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(body))
  const head = `POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\naccept: application/json\r\nauthorization: ${authorization}\r\ncontent-length: ${text.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), text])
}

export async function openConnection(port: number): Promise<Connection> {
  const socket: Socket = connect({ host: '127.0.0.1', port, noDelay: true })
  await new Promise<void>((open, failed) => socket.once('connect', open).once('error', failed))
  let received: Buffer[] = []
  let settle: PromiseWithResolvers<HttpAnswer> | undefined
  socket.on('data', (chunk: Buffer) => {
    received.push(chunk)
    const answer = settle === undefined ? undefined : answerIn(received)
    if (answer === undefined) return
    received = []
    settle?.resolve(answer)
  })
  const fail = (error = new Error('the gateway closed a connection')): void => settle?.reject(error)
  socket.on('error', fail)
  socket.on('close', () => fail())
  return {
    ask(request) {
      settle = Promise.withResolvers()
      socket.write(request)
      return settle.promise
    },
    close: () => socket.destroy(),
  }
}

/** The answer in what was received; undefined while there is more to come. */
function answerIn(received: readonly Buffer[]): HttpAnswer | undefined {
  const [first] = received
  if (first === undefined) return undefined
  const length = received.reduce((sum, chunk) => sum + chunk.length, 0)
  const head = headOf(first)
  if (head === undefined) return received.length === 1 ? undefined : answerIn([Buffer.concat(received)])
  if (head.length === undefined) {
    if (received.at(-1)?.subarray(-5).toString('latin1') !== '0\r\n\r\n') return undefined
    return { status: head.status, body: unchunked(Buffer.concat(received).subarray(head.end)) }
  }
  if (length < head.end + head.length) return undefined
  return { status: head.status, body: Buffer.concat(received).subarray(head.end) }
}

interface Head {
  readonly status: number
  /** Bytes of the body; undefined when it comes in chunks. */
  readonly length: number | undefined
  /** Where the body begins. */
  readonly end: number
}

function headOf(bytes: Buffer): Head | undefined {
  const end = bytes.indexOf('\r\n\r\n')
  if (end === -1) return undefined
  const text = bytes.toString('latin1', 0, end)
  const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1]
  return {
    status: Number(text.slice(9, 12)),
    length: length === undefined ? undefined : Number(length),
    end: end + 4,
  }
}

function unchunked(bytes: Buffer): Buffer {
  const parts: Buffer[] = []
  let at = 0
  for (;;) {
    const line = bytes.indexOf('\r\n', at)
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16)
    if (!(size > 0)) return Buffer.concat(parts)
    parts.push(bytes.subarray(line + 2, line + 2 + size))
    at = line + 4 + size
  }
}
