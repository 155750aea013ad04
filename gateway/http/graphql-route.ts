import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify'
import { sendEvents } from '#platform/event-stream.ts'
import type { Operations } from './operations.ts'
import { acceptedBy, anything } from './media-type.ts'
import { maybeCrossSite } from './cross-site.ts'
import { leavingOf } from './leaving.ts'
import { isPersisted, Malformed, readRequest } from './read-request.ts'
import { sendParts } from './send-parts.ts'
import { sendAnswer, sendRefusal } from './send-answer.ts'

export interface GraphQLRoute {
  readonly operations: Operations
  /** Takes the requests for persisted queries. */
  readonly persisted: RouteHandlerMethod
  /** Pause between signs of life in a stream of events, in milliseconds. */
  readonly heartbeat: number
}

/** Adds `/graphql` as GraphQL over HTTP wants it: POST with JSON, and GET for queries alone. */
export function addGraphQLRoute(app: FastifyInstance, target: GraphQLRoute): void {
  const { operations, persisted } = target
  app.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    async handler(request, reply) {
      const accepted = acceptedBy(request.headers.accept)
      if (accepted === undefined) return sendRefusal(reply, anything, new Malformed(notAcceptable, 406))
      if (maybeCrossSite(request.headers)) return sendRefusal(reply, accepted, new Malformed(crossSite))
      if (isPersisted(request)) return persisted.call(this, request, reply)
      if (accepted.events) return streamAnswer(request, reply, target)
      if (accepted.parts && (await sendParts(request, reply, operations))) return reply
      return sendAnswer(reply, accepted, async () =>
        operations.answer(readRequest(request), { headers: request.headers, left: leavingOf(reply.raw) }),
      )
    },
    // What is wrong with a body before it is read: its type, its size, its JSON.
    errorHandler(error, { headers }, reply) {
      const { statusCode: status = 500, message } = error
      const reason = status < 500 ? new Malformed(message, status) : error
      return sendRefusal(reply, acceptedBy(headers.accept) ?? anything, reason)
    },
  })
}

/** Answers in events: each of a subscription, or the one answer of another operation. */
async function streamAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  { operations, heartbeat }: GraphQLRoute,
): Promise<void> {
  try {
    const client = { headers: request.headers, left: leavingOf(reply.raw) }
    await sendEvents(reply, await operations.stream(readRequest(request), client), { heartbeat })
  } catch (error) {
    void sendRefusal(reply, anything, error)
  }
}

const crossSite =
  'A page of another site could have sent this: send JSON as content-type application/json, or the header apollo-require-preflight.'

const notAcceptable = 'Answers come as application/graphql-response+json or application/json.'
