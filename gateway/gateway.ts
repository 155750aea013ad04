import { ApolloGateway } from '@apollo/gateway'
import { ApolloServer } from '@apollo/server'
import {
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import type { FastifyInstance } from 'fastify'
import { principalFrom } from '#platform/auth.ts'
import { formatError } from '#platform/errors.ts'
import type { GatewayContext, Source } from './execution/source.ts'
import { survivingSource } from './execution/surviving-source.ts'
import { lookupsOf } from './supergraph/lookups.ts'

export interface GatewayOptions {
  /** The composed graph, as `npm run compose` writes it. */
  readonly supergraph: string
  /** Where a subgraph's fetches go to, by its name and its address in the supergraph. */
  readonly source: (subgraph: { readonly name: string; readonly url: string }) => Source
}

/** The graph at work, to be put on any server. */
export interface Gateway {
  addGraphQL(app: FastifyInstance): void
  stop(): Promise<void>
}

/** Loads a supergraph and answers its operations. */
export async function startGateway({ supergraph, source }: GatewayOptions): Promise<Gateway> {
  const lookups = lookupsOf(supergraph)
  const gateway = new ApolloGateway({
    supergraphSdl: supergraph,
    buildService: ({ name, url }) => survivingSource(source({ name, url: url ?? '' }), lookups),
  })
  const apollo = new ApolloServer<GatewayContext>({
    gateway,
    formatError,
    introspection: true,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginUsageReportingDisabled()],
  })
  await apollo.start()
  return {
    addGraphQL(app) {
      const handler = fastifyApolloHandler(apollo, {
        context: async request => ({ principal: principalFrom(request.headers) }),
      })
      app.route({ url: '/graphql', method: ['GET', 'POST', 'OPTIONS'], handler })
    },
    stop: () => apollo.stop(),
  }
}
