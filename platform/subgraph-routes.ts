import type { ApolloServer } from '@apollo/server'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { FormattedExecutionResult } from 'graphql'
import type { Principal } from './auth.ts'
import type { Context } from './context.ts'
import { sendEvents } from './event-stream.ts'
import { callHeader } from './identity/call-signature.ts'
import type { VerifyCall } from './identity/call-verifier.ts'
import type { Stream } from './stream.ts'
import { readSubscription, SubscriptionRefused, type SubscribeRequest } from './subscribe.ts'

export interface SubgraphRoutesOptions {
  /** The subgraph's name in the supergraph. */
  readonly name: string
  readonly apollo: ApolloServer<Context>
  readonly contextFor: (principal: Principal) => Context
  readonly subscribe: (request: SubscribeRequest, principal: Principal) => Promise<Stream<FormattedExecutionResult>>
  /** Tells on whose behalf the gateway asks. */
  readonly verify: VerifyCall
}

const nothing = Buffer.alloc(0)

/** Adds a subgraph's `/graphql`, which answers the gateway alone; subscriptions come as server-sent events. */
export function addSubgraphRoutes(app: FastifyInstance, options: SubgraphRoutesOptions): void {
  const { name, apollo, contextFor, subscribe, verify } = options
  const callers = new WeakMap<FastifyRequest, Principal>()
  const admit = (request: FastifyRequest, body: Buffer): Principal => {
    const { method, url: path, headers } = request
    const principal = verify({ to: name, method, path, body }, headers[callHeader])
    callers.set(request, principal)
    return principal
  }
  // A request without a body is not parsed, and not admitted until it is asked who sends it.
  const callerOf = (request: FastifyRequest): Principal => callers.get(request) ?? admit(request, nothing)

  void app.register(async routes => {
    const parseJson = routes.getDefaultJsonParser('error', 'error')
    routes.removeAllContentTypeParsers()
    routes.addContentTypeParser<Buffer>('*', { parseAs: 'buffer' }, (request, body, done) => {
      try {
        admit(request, body)
      } catch (error) {
        return done(error instanceof Error ? error : null)
      }
      void parseJson(request, body.toString(), done)
    })
    routes.addHook('preHandler', async request => void callerOf(request))
    const handler = fastifyApolloHandler(apollo, { context: async request => contextFor(callerOf(request)) })
    routes.route({
      url: '/graphql',
      method: ['GET', 'POST'],
      async handler(request, reply) {
        if (request.headers.accept !== 'text/event-stream') return handler.call(this, request, reply)
        try {
          const stream = await subscribe(readSubscription(request.body), callerOf(request))
          reply.hijack()
          await sendEvents(reply.raw, stream)
        } catch (error) {
          if (error instanceof SubscriptionRefused) return reply.code(400).send(error.answer)
          throw error
        }
      },
    })
  })
}
