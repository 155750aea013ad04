import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { sendEvents } from '#platform/event-stream.ts'
import { maybeCrossSite } from './cross-site.ts'
import { leavingOf } from './leaving.ts'
import { Malformed } from './malformed.ts'
import { acceptedBy, anything, type Accepted } from './media-type.ts'
import type { Operations } from './operations.ts'
import type { AnswerPersisted } from './persisted.ts'
import { isPersisted, readParameters, readRequest, type RequestParameters } from './read-request.ts'
import { sendAnswer, sendRefusal } from './send-answer.ts'
import { sendParts } from './send-parts.ts'

export interface GraphQLHandler {
  readonly operations: Operations
  /** Answers the requests for persisted queries. */
  readonly persisted: AnswerPersisted
  /** Pause between signs of life in a stream of events, in milliseconds. */
  readonly heartbeat: number
}

/**
 * Answers `/graphql` as GraphQL over HTTP wants it: POST with JSON, and GET for queries alone. It stands before the
 * server's other handlers, which get what is not its own: routing and hooks cost more than a small answer does.
 */
export function handleGraphQL(server: Server, target: GraphQLHandler): void {
  const others = server.listeners('request')
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    if (isOurs(request)) void answer(request, response, target)
    else for (const other of others) other.call(server, request, response)
  })
}

function isOurs({ method, url }: IncomingMessage): boolean {
  return (method === 'POST' || method === 'GET') && (url === '/graphql' || url?.startsWith('/graphql?') === true)
}

async function answer(request: IncomingMessage, response: ServerResponse, target: GraphQLHandler): Promise<void> {
  const accepted = acceptedBy(request.headers.accept)
  try {
    if (accepted === undefined) throw new Malformed(notAcceptable, 406)
    if (maybeCrossSite(request.headers)) throw new Malformed(crossSite)
    await answerTo(await readParameters(request), { request, response, accepted, target })
  } catch (error) {
    sendRefusal(response, accepted ?? anything, error)
  }
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly accepted: Accepted
  readonly target: GraphQLHandler
}

async function answerTo(
  parameters: RequestParameters,
  { request, response, accepted, target: { operations, persisted, heartbeat } }: Exchange,
): Promise<void> {
  if (isPersisted(parameters)) return persisted(parameters, request, response)
  const asked = { ...readRequest(parameters), queriesOnly: request.method === 'GET' }
  const client = { headers: request.headers, left: leavingOf(response) }
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
