import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { handleProtocols, type Context } from 'graphql-ws'
import { useServer } from 'graphql-ws/use/ws'
import { WebSocketServer } from 'ws'
import type { Identify } from '#platform/identity/asker.ts'
import type { Headers } from '#platform/identity/headers.ts'
import type { ReadDocument } from '../documents/documents.ts'
import { isOwnOrigin } from './cross-site.ts'
import type { Live } from './live.ts'
import { socketOperations } from './socket-operations.ts'

export interface WebSocketOptions {
  /** Tells who asks. */
  readonly identify: Identify
  /** Gives the text of a registered operation. */
  readonly documents: ReadDocument
  /** Pause between signs of life, in milliseconds; a client that answers none until the next is cut off. @default 12000 */
  readonly heartbeat?: number
  /** Operations under way on one connection at the most. @default 100 */
  readonly operations?: number
  /** Most bytes of a client's message. @default 1048576 */
  readonly message?: number
}

/** Longest time that operations under way are given when the server stops, in milliseconds. */
const drain = 2000

/** Adds GraphQL over WebSocket, the protocol `graphql-transport-ws`, at `/graphql`. */
export function addWebSocket(app: FastifyInstance, live: Live, options: WebSocketOptions): void {
  const { identify, documents, heartbeat = 12_000, operations: most = 100, message = 1_048_576 } = options
  const sockets = new WebSocketServer({ noServer: true, maxPayload: message, handleProtocols })
  const clients = new Set<Pick<Context, 'subscriptions'>>()
  const { begin, ...hooks } = socketOperations(live, identify, documents)
  let stopping = false

  const server = useServer(
    {
      ...hooks,
      async onConnect(client) {
        clients.add(client)
        return isKnown(identify, headersOf(client.extra.request.headers, client.connectionParams))
      },
      onClose: client => void clients.delete(client),
      onSubscribe: ({ connectionParams, extra, subscriptions }, _, payload) =>
        begin(payload, {
          headers: headersOf(extra.request.headers, connectionParams),
          address: extra.request.socket.remoteAddress,
          crowded: Object.keys(subscriptions).length > most,
        }),
    },
    sockets,
    heartbeat,
  )

  app.server.on('upgrade', (request, socket, head) => {
    const { pathname } = new URL(request.url ?? '/', 'http://here')
    if (stopping || pathname !== '/graphql' || !isOwnOrigin(request.headers))
      return void socket.end(`HTTP/1.1 ${stopping ? '503 Stopping' : '403 Forbidden'}\r\nconnection: close\r\n\r\n`)
    sockets.handleUpgrade(request, socket, head, client => sockets.emit('connection', client, request))
  })
  app.addHook('preClose', async () => {
    stopping = true
    await live().operations.endStreams()
    const last = Date.now() + drain
    while (Date.now() < last && [...clients].some(each => Object.keys(each.subscriptions).length > 0)) await pause(5)
    const closed = server.dispose()
    await Promise.race([closed, pause(drain, undefined, { ref: false })])
    for (const socket of sockets.clients) socket.terminate()
  })
}

/** The parameters of a connection stand for headers, which a browser can't set on a WebSocket. */
function headersOf(headers: Headers, parameters: Readonly<Record<string, unknown>> = {}): Headers {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name.toLowerCase(), value]] : [],
  )
  return { ...headers, ...Object.fromEntries(given) }
}

async function isKnown(identify: Identify, headers: Headers): Promise<boolean> {
  try {
    await identify(headers)
    return true
  } catch {
    return false
  }
}
