import { buildSubgraphSchema } from '@apollo/subgraph'
import { execute, parse, type GraphQLSchema } from 'graphql'
import type { Source } from '../../gateway/execution/source.ts'
import { startGateway, type GatewayOptions } from '../../gateway/gateway.ts'
import { compose } from '../../gateway/supergraph/compose.ts'
import { believe } from '#platform/identity/identify.ts'
import { serve } from '#platform/server.ts'
import { subscribeTo } from '#platform/subscribe.ts'

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@authenticated", "@requiresScopes", "@tag"])`

/** A subgraph of a test: its contract without the link to federation, and its resolvers. */
export interface SmallPart {
  readonly typeDefs: string
  readonly resolvers?: Readonly<Record<string, object>>
}

export interface SmallGraph {
  /** The gateway's `/graphql`. */
  readonly url: string
  /** What the subgraphs were asked, as `name: text`. */
  readonly asked: string[]
  /** Puts other subgraphs in the place of those that are live. */
  exchange(parts: Readonly<Record<string, SmallPart>>): Promise<void>
  stop(): Promise<void>
}

/** A gateway on a port of its own over subgraphs of the test's own making, asked in this process. */
export async function startSmallGraph(
  parts: Readonly<Record<string, SmallPart>>,
  options: Pick<GatewayOptions, 'heartbeat' | 'recorded' | 'buckets' | 'engine' | 'admission' | 'documents'> &
    Partial<Pick<GatewayOptions, 'identify'>> = {},
): Promise<SmallGraph> {
  const asked: string[] = []
  const schemas = new Map<string, GraphQLSchema>()
  const composed = (made: typeof parts): string =>
    compose(
      Object.entries(made).map(([name, { typeDefs: text, resolvers = {} }]) => {
        const typeDefs = parse(`${link}\n${text}`)
        schemas.set(name, buildSubgraphSchema([{ typeDefs, resolvers: resolvers as never }]))
        return { subgraph: { name, typeDefs: () => typeDefs }, url: `http://${name}.invalid` }
      }),
    )
  const source = ({ name }: { readonly name: string }): Source => {
    const schema = schemas.get(name)
    if (schema === undefined) throw new Error(`no subgraph ${name}`)
    return {
      async ask({ query, variables }) {
        asked.push(`${name}: ${query}`)
        const result = await execute({ schema, document: parse(query), variableValues: JSON.parse(variables) })
        return JSON.parse(JSON.stringify(result))
      },
      async listen({ query, operationName, variables }) {
        asked.push(`${name}: ${query}`)
        return subscribeTo(
          schema,
          { query, operationName, variables: JSON.parse(variables) },
          { makeContext: () => ({}), account: async (_, __, answer) => answer },
        )
      },
      close: async () => {},
    }
  }
  const gateway = await startGateway({ identify: believe, ...options, supergraph: composed(parts), source })
  const service = await serve({ port: 0, routes: app => gateway.addGraphQL(app) })
  return {
    url: `${service.url}/graphql`,
    asked,
    exchange: made => gateway.exchange(composed(made)),
    async stop() {
      await service.stop()
      await gateway.stop()
    },
  }
}
