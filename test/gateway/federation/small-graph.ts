import { buildSubgraphSchema } from '@apollo/subgraph'
import { execute, parse, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql'
import { createEngine, type EngineOptions } from '../../../gateway/engine.ts'
import type { SubgraphAnswer, SubgraphRequest } from '../../../gateway/execution/run.ts'
import { compose } from '../../../gateway/supergraph/compose.ts'

/** A subgraph written for one test: its contract without the link to federation, and how its fields are answered. */
export interface Part {
  readonly sdl: string
  readonly resolvers?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

export type Parts = Readonly<Record<string, Part>>

/** A few small subgraphs behind one supergraph, without HTTP. */
export interface SmallGraph {
  readonly supergraph: string
  readonly schemas: ReadonlyMap<string, GraphQLSchema>
  /** Lets a subgraph answer a request of the gateway. */
  answer(name: string, request: { readonly query: string; readonly variables: unknown }): Promise<ExecutionResult>
}

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires",
  "@external", "@provides", "@shareable", "@override", "@inaccessible", "@interfaceObject", "@tag", "@context",
  "@fromContext", "@authenticated", "@requiresScopes", "@policy", "@cost", "@listSize"])`

const documentOf = ({ sdl }: Part): DocumentNode => parse(`${link}\n${sdl}`)

export const supergraphOf = (parts: Parts): string =>
  compose(
    Object.entries(parts).map(([name, part]) => ({
      subgraph: { name, typeDefs: () => documentOf(part) },
      url: `http://${name}`,
    })),
  )

export function smallGraph(parts: Parts): SmallGraph {
  const schemas = new Map(
    Object.entries(parts).map(([name, part]) => [
      name,
      buildSubgraphSchema([{ typeDefs: documentOf(part), resolvers: (part.resolvers ?? {}) as never }]),
    ]),
  )
  return {
    supergraph: supergraphOf(parts),
    schemas,
    async answer(name, { query, variables }) {
      const schema = schemas.get(name)
      if (schema === undefined) throw new Error(`no subgraph ${name}`)
      const result = await execute({
        schema,
        document: parse(query),
        variableValues: variables as Record<string, unknown>,
      })
      return JSON.parse(JSON.stringify(result))
    },
  }
}

export interface Question {
  readonly text: string
  /** What the caller may do. @default nothing that is demanded */
  readonly rights?: readonly string[]
  readonly variables?: Readonly<Record<string, unknown>>
}

export interface SmallAnswer {
  readonly data: unknown
  /** Where errors are, each place once; a place is written like `thing.items.0.name`. */
  readonly errors: readonly string[]
}

/** An answer reduced to what a test compares. */
export function smallAnswer({
  data,
  errors = [],
}: Pick<ExecutionResult, 'data'> & {
  errors?: readonly { path?: readonly (string | number)[] | undefined }[] | undefined
}): SmallAnswer {
  return {
    data: JSON.parse(JSON.stringify(data ?? null)),
    errors: [...new Set(errors.map(({ path = [] }) => path.join('.')))].toSorted(),
  }
}

/** Our engine over small subgraphs; keeps what it asks them. */
export function engineOver(graph: SmallGraph, options: EngineOptions = {}) {
  const engine = createEngine(graph.supergraph, options)
  const asked: string[] = []
  const ask = async (name: string, { query, variables }: SubgraphRequest): Promise<SubgraphAnswer> => {
    asked.push(`${name} ${query} ${variables}`)
    const { data, errors } = await graph.answer(name, { query, variables: JSON.parse(variables) })
    return { data: data ?? null, ...(errors === undefined ? {} : { errors: errors.map(each => each as never) }) }
  }
  return {
    engine,
    asked,
    ask,
    answer: async ({ text, variables = {}, rights = [] }: Question): Promise<SmallAnswer> =>
      smallAnswer(await engine.answer({ text, operationName: null, variables, rights: new Set(rights) }, ask)),
  }
}
