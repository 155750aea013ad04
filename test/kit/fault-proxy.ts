import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { Pool } from 'undici'
import { spoil, type OneTrouble, type Trouble } from './trouble.ts'

export type { Trouble } from './trouble.ts'

/** Stands before a server and spoils what it answers, as it is told. */
export interface FaultProxy {
  readonly url: string
  /** Requests that reached the proxy so far. */
  readonly requests: () => number
  /** Says what goes wrong from now on; connections that stand are cut when it is `refused`. */
  trouble(trouble: Trouble): Promise<void>
  stop(): Promise<void>
}

/** What clients of sessions read of the head of an answer, beside its type. */
const passedOn = ['set-cookie', 'x-csrf-token', 'odata-version', 'retry-after']

/** Starts a proxy before an address such as `http://127.0.0.1:4001`. */
export async function startFaultProxy(upstream: string): Promise<FaultProxy> {
  const pool = new Pool(upstream, { connections: 64, headersTimeout: 0, bodyTimeout: 0 })
  const sockets = new Set<Socket>()
  let current: readonly OneTrouble[] = ['none']
  let requests = 0

  async function forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    requests++
    const { method = 'GET', url = '/', headers } = request
    const body = await buffer(request)
    await spoil(current[requests % current.length] ?? 'none', {
      response,
      body,
      async answer() {
        const { connection: _connection, 'content-length': _length, ...passed } = headers
        const answered = await pool.request({ path: url, method, headers: passed, body })
        for (const name of passedOn) {
          const value = answered.headers[name]
          if (value !== undefined) response.setHeader(name, value)
        }
        return {
          status: answered.statusCode,
          type: String(answered.headers['content-type']),
          body: Buffer.from(await answered.body.bytes()),
        }
      },
    })
  }

  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    forward(request, response).catch(() => response.destroy())
  })
  server.on('connection', socket => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('close', () => sockets.delete(socket))
  })
  const listen = async (port: number): Promise<void> =>
    new Promise((listening, failed) => server.once('error', failed).listen(port, '127.0.0.1', listening))
  const close = async (): Promise<void> => {
    const closed = new Promise(done => server.close(done))
    for (const socket of sockets) socket.destroy()
    await closed
  }

  await listen(0)
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => requests,
    async trouble(next) {
      current = [next].flat()
      if (next === 'refused' && server.listening) await close()
      if (next !== 'refused' && !server.listening) await listen(port)
    },
    async stop() {
      if (server.listening) await close()
      await pool.destroy()
    },
  }
}
