import type { FastifyInstance, FastifyRequest, RouteHandlerMethod } from 'fastify'
import type { FormattedExecutionResult } from 'graphql'
import type { EngineRequest } from '../engine.ts'
import { acceptedBy, anything } from './media-type.ts'
import { maybeCrossSite } from './cross-site.ts'
import { leavingOf } from './leaving.ts'
import { isPersisted, Malformed, readRequest } from './read-request.ts'
import { sendAnswer, sendRefusal } from './send-answer.ts'

/** Who sent a request. */
export interface Client {
  readonly headers: FastifyRequest['headers']
  /** Aborts when he waits no longer. */
  readonly left: AbortSignal
}

export interface GraphQLRoute {
  /** Answers an operation on behalf of a client. */
  readonly answer: (request: EngineRequest, client: Client) => Promise<FormattedExecutionResult>
  /** Takes the requests for persisted queries. */
  readonly persisted: RouteHandlerMethod
}

/** Adds `/graphql` as GraphQL over HTTP wants it: POST with JSON, and GET for queries alone. */
export function addGraphQLRoute(app: FastifyInstance, { answer, persisted }: GraphQLRoute): void {
  app.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    async handler(request, reply) {
      const accepted = acceptedBy(request.headers.accept)
      if (accepted === undefined) return sendRefusal(reply, anything, new Malformed(notAcceptable, 406))
      if (maybeCrossSite(request.headers)) return sendRefusal(reply, accepted, new Malformed(crossSite))
      if (isPersisted(request)) return persisted.call(this, request, reply)
      return sendAnswer(reply, accepted, async () =>
        answer(
          { ...readRequest(request), queriesOnly: request.method === 'GET' },
          { headers: request.headers, left: leavingOf(reply.raw) },
        ),
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

const crossSite =
  'A page of another site could have sent this: send JSON as content-type application/json, or the header apollo-require-preflight.'

const notAcceptable = 'Answers come as application/graphql-response+json or application/json.'
