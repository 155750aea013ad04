import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { sendEvents } from '#platform/event-stream.ts'
import type { Asker, Identify } from '#platform/identity/asker.ts'
import type { ReadDocument } from '../documents/documents.ts'
import type { PersistedQueries } from '../persisted/persisted-queries.ts'
import { maybeCrossSite } from './cross-site.ts'
import { leavingOf } from './leaving.ts'
import { Malformed } from './malformed.ts'
import { acceptedBy, anything, type Accepted } from './media-type.ts'
import { isPersisted, readParameters, readRequest, type RequestParameters } from './read-request.ts'
import { sendAnswer, sendRefusal } from './send-answer.ts'
import { sendParts } from './send-parts.ts'
import type { Live } from './live.ts'

export interface GraphQLHandlerOptions {
  /** Tells who asks. */
  readonly identify: Identify
  /** Answers the requests for persisted queries. */
  readonly persisted: PersistedQueries
  /** Gives the text of a registered operation. */
  readonly documents: ReadDocument
  /** Pause between signs of life in a stream of events, in milliseconds. */
  readonly heartbeat: number
}

/**
 * Answers `/graphql` as GraphQL over HTTP wants it: POST with JSON, and GET for queries alone. It stands before the
 * server's other handlers, which get what is not its own: routing and hooks cost more than a small answer does.
 */
export function handleGraphQL(server: Server, live: Live, options: GraphQLHandlerOptions): void {
  const others = server.listeners('request')
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    if (isOurs(request)) void answer({ request, response, live, options })
    else for (const other of others) other.call(server, request, response)
  })
}

function isOurs({ method, url }: IncomingMessage): boolean {
  return (method === 'POST' || method === 'GET') && (url === '/graphql' || url?.startsWith('/graphql?') === true)
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly live: Live
  readonly options: GraphQLHandlerOptions
}

async function answer(exchange: Exchange): Promise<void> {
  const { request, response, options } = exchange
  const accepted = acceptedBy(request.headers.accept)
  try {
    if (accepted === undefined) throw new Malformed(notAcceptable, 406)
    if (maybeCrossSite(request.headers)) throw new Malformed(crossSite)
    const asked = options.identify(request.headers)
    // Whoever is known is not waited for: a turn of the loop costs more than to know him.
    const asker = asked instanceof Promise ? await asked : asked
    await answerTo(await readParameters(request), accepted, { ...exchange, asker })
  } catch (error) {
    sendRefusal(response, accepted ?? anything, error)
  }
}

async function answerTo(
  given: RequestParameters,
  accepted: Accepted,
  {
    request,
    response,
    live,
    asker,
    options: { persisted, heartbeat, documents },
  }: Exchange & { readonly asker: Asker },
): Promise<void> {
  const parameters = documents(given)
  const client = { ...asker, left: leavingOf(response), address: request.socket.remoteAddress }
  if (isPersisted(parameters)) return persisted.answer(parameters, { request, response, client })
  const asked = { ...readRequest(parameters), queriesOnly: request.method === 'GET' }
  const { operations } = live()
  if (accepted.events) return sendEvents(response, await operations.stream(asked, client), { heartbeat })
  if (accepted.parts) {
    const parts = await operations.answerInParts(asked, client)
    if (parts !== undefined) return sendParts(response, parts)
  }
  sendAnswer(response, accepted, await operations.answer(asked, client))
}

const crossSite =
  'A page of another site could have sent this: send JSON as content-type application/json, or the header apollo-require-preflight.'

const notAcceptable = 'Answers come as application/graphql-response+json or application/json.'
