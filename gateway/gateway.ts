import { ApolloServer, type ApolloServerOptionsWithGateway } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import type { FastifyInstance } from 'fastify'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import type { Headers } from '#platform/auth.ts'
import { formatError } from '#platform/errors.ts'
import { createEngine, type Engine } from './engine.ts'
import type { Source } from './execution/source.ts'
import { leavingOf } from './http/leaving.ts'
import { addGraphQLRoute } from './http/graphql-route.ts'
import { createOperations, type Operations } from './http/operations.ts'
import { addWebSocket } from './http/web-socket.ts'
import { RequestRefused } from './planning/request-refused.ts'
import type { Share } from './sharing/share.ts'
import { sharedSource } from './sharing/shared-source.ts'
import type { SupergraphMember } from './supergraph/members.ts'

export interface GatewayOptions {
  /** The composed graph, as `npm run compose` writes it. */
  readonly supergraph: string
  /** Where a subgraph's fetches go to, by its name and its address in the supergraph. */
  readonly source: (subgraph: SupergraphMember) => Source
  /** Pause between signs of life on connections that stay open, in milliseconds. @default 12000 */
  readonly heartbeat?: number
  /**
   * What is done once for all who ask for it at the same time on behalf of one principal: nothing, equal reads of a
   * subgraph, or equal queries as a whole. @default 'off'
   */
  readonly share?: Share
}

/** The graph at work, to be put on any server. */
export interface Gateway {
  /** The subgraphs that the supergraph joins. */
  readonly members: readonly SupergraphMember[]
  addGraphQL(app: FastifyInstance): void
  stop(): Promise<void>
}

/** Loads a supergraph and answers its operations. */
export async function startGateway({
  supergraph,
  source,
  heartbeat = 12_000,
  share = 'off',
}: GatewayOptions): Promise<Gateway> {
  const engine = createEngine(supergraph)
  const sources = new Map(
    engine.members.map(member => [member.name, share === 'fetches' ? sharedSource(source(member)) : source(member)]),
  )
  const sourceNamed = (name: string): Source => {
    const found = sources.get(name)
    if (found === undefined) throw new Error(`a plan asks the subgraph "${name}", which the supergraph does not join`)
    return found
  }
  const operations = createOperations(
    engine,
    caller => ({
      ask: (name, request) => sourceNamed(name).ask(request, caller),
      listen: (name, request) => sourceNamed(name).listen(request, caller),
    }),
    { share: share === 'requests' },
  )
  const apollo = new ApolloServer<Incoming>({
    gateway: apolloGateway(engine, operations, supergraph),
    formatError,
    introspection: true,
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  })
  await apollo.start()
  return {
    members: engine.members,
    addGraphQL(app) {
      const persisted = fastifyApolloHandler(apollo, {
        context: async ({ headers }, { raw }) => ({ headers, left: leavingOf(raw) }),
      })
      addGraphQLRoute(app, { operations, persisted, heartbeat })
      addWebSocket(app, { engine, operations }, { heartbeat })
    },
    async stop() {
      await apollo.stop()
      await Promise.all([...sources.values()].map(each => each.close()))
    },
  }
}

/** What Apollo Server keeps of a request for the engine. */
interface Incoming {
  readonly headers: Headers
  readonly left: AbortSignal
}

const thrown = ({ message, path, extensions }: GraphQLFormattedError): GraphQLError =>
  new GraphQLError(message, { path, extensions })

/** The engine as Apollo Server takes it, for requests that need what Apollo Server does. */
function apolloGateway(
  engine: Engine,
  operations: Operations,
  supergraph: string,
): ApolloServerOptionsWithGateway<Incoming>['gateway'] {
  return {
    async load() {
      return {
        async executor({ source, request, context }) {
          const { operationName = null, variables = {} } = request
          const queriesOnly = request.http?.method === 'GET'
          try {
            const { data, errors } = await operations.answer(
              { text: source, operationName, variables, queriesOnly },
              { headers: context.headers, left: context.left },
            )
            return { data: data ?? null, ...(errors === undefined ? {} : { errors: errors.map(thrown) }) }
          } catch (error) {
            if (error instanceof RequestRefused) return { errors: error.errors }
            throw error
          }
        },
      }
    },
    onSchemaLoadOrUpdate(loaded) {
      loaded({ apiSchema: engine.schema, coreSupergraphSdl: supergraph })
      return () => {}
    },
    stop: async () => {},
  }
}
