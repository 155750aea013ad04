import { ApolloServer, HeaderMap, type ApolloServerOptionsWithGateway } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { Fault, faults, formatError } from '#platform/errors.ts'
import type { Client } from '../http/operations.ts'
import { RequestRefused } from '../planning/request-refused.ts'
import type { Version } from '../version.ts'

type ApolloGateway = ApolloServerOptionsWithGateway<Client>['gateway']

/** Apollo Server over the version that is live. */
export interface Apollo {
  readonly server: ApolloServer<Client>
  /** Says that another version is live. */
  changed(): void
}

export async function startApollo(live: () => Version): Promise<Apollo> {
  const listeners = new Set<() => void>()
  const gateway: ApolloGateway = {
    load: async () => ({
      async executor({ source, request, context }) {
        const { operationName = null, variables = {} } = request
        try {
          const { data, errors } = await live().operations.answer(
            { text: source, operationName, variables, queriesOnly: request.http?.method === 'GET' },
            { principal: context.principal, until: context.until, left: context.left, address: context.address },
          )
          return { data: data ?? null, ...(errors === undefined ? {} : { errors: errors.map(thrown) }) }
        } catch (error) {
          if (error instanceof RequestRefused) return { errors: error.errors.map(each => withHttp(each, error.status)) }
          throw error instanceof Fault ? withStatus(error) : error
        }
      },
    }),
    onSchemaLoadOrUpdate(loaded) {
      const tell = (): void => loaded({ apiSchema: live().engine.schema, coreSupergraphSdl: live().supergraph })
      listeners.add(tell)
      tell()
      return () => listeners.delete(tell)
    },
    stop: async () => {},
  }
  const server = new ApolloServer<Client>({
    gateway,
    formatError,
    introspection: true,
    // The engine validates, over the part of the graph that exists for who asks.
    dangerouslyDisableValidation: true,
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  })
  await server.start()
  return {
    server,
    changed() {
      for (const tell of listeners) tell()
    },
  }
}

/** A fault as Apollo Server tells it with a status and the seconds after which to come again. */
function withStatus(fault: Fault): GraphQLError {
  const wait = fault.extensions['retryAfter']
  return withHttp(fault, faults[fault.code].status, typeof wait === 'number' ? [['retry-after', String(wait)]] : [])
}

const withHttp = (
  { message, nodes, source, positions, extensions }: GraphQLError,
  status: number,
  headers: [string, string][] = [],
): GraphQLError =>
  new GraphQLError(message, {
    nodes,
    source,
    positions,
    extensions: { ...extensions, http: { status, headers: new HeaderMap(headers) } },
  })

const thrown = ({ message, path, extensions }: GraphQLFormattedError): GraphQLError =>
  new GraphQLError(message, { path, extensions })
