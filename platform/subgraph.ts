import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSubgraphSchema, type GraphQLSchemaModule } from '@apollo/subgraph'
import type { FastifyInstance } from 'fastify'
import { parse, type DocumentNode, type GraphQLSchema } from 'graphql'
import type { Database } from './database.ts'
import type { Reaction } from './events.ts'
import type { MigrationSet } from './migrate.ts'
import type { Holding } from './privacy/holding.ts'
import { onExportRequested } from './privacy/export-person.ts'
import { onErasureRequested } from './privacy/on-erasure-requested.ts'
import { scalars } from './scalars.ts'

/** What the subgraph needs of an `entity()`: how its references are resolved. */
interface EntityResolvers {
  readonly resolvers: Readonly<Record<string, object>>
}

/** Declares a subgraph: a value that describes it. Nothing runs until `runSubgraph` is given it. */
export interface SubgraphDefinition {
  /** Its name in the supergraph, such as `erp-adapter`. */
  readonly name: string
  /** Its folder, `import.meta.dirname`: `*.graphql` there is the contract, `migrations/` its tables. */
  readonly folder: string
  readonly resolvers: readonly object[]
  readonly entities?: readonly EntityResolvers[]
  readonly reactions?: readonly Reaction[]
  /** What it holds of persons, in the order in which that can go when one is to be forgotten. */
  readonly holdings?: readonly Holding[]
  /** HTTP routes beside GraphQL, such as a factory's ingest. */
  readonly routes?: (app: FastifyInstance, db: Database) => void
  /** What it does by itself while it runs, such as talking to an ERP; each begins when called and gives back what ends it. */
  readonly work?: readonly ((db: Database) => Promise<() => Promise<void>>)[]
}

export interface Subgraph extends SubgraphDefinition {
  readonly entities: readonly EntityResolvers[]
  readonly reactions: readonly Reaction[]
  readonly holdings: readonly Holding[]
  /** The contract, with the scalars and shared types of the platform. */
  readonly typeDefs: () => DocumentNode
  readonly schema: () => GraphQLSchema
  readonly migrations: MigrationSet
}

const baseFile = join(import.meta.dirname, 'base.graphql')

export function defineSubgraph(definition: SubgraphDefinition): Subgraph {
  const { name, folder, resolvers, entities = [], reactions = [], holdings = [] } = definition
  const holder = { subgraph: name, holdings }
  const typeDefs = (): DocumentNode => parse(contractOf(folder))
  return {
    ...definition,
    entities,
    reactions:
      holdings.length === 0 ? reactions : [...reactions, onErasureRequested(holder), onExportRequested(holder)],
    holdings,
    typeDefs,
    schema: () =>
      buildSubgraphSchema([
        {
          typeDefs: typeDefs(),
          resolvers: mergeResolvers([scalars, ...entities.map(each => each.resolvers), ...resolvers]),
        },
      ]),
    migrations: { schema: schemaNameOf(name), folder: join(folder, 'migrations') },
  }
}

/** The database schema of a subgraph: `erp-adapter` keeps its tables in `erp_adapter`. */
export const schemaNameOf = (subgraph: string): string => subgraph.replaceAll('-', '_')

/** The SDL of a subgraph's folder, with the platform's base before it. */
export function contractOf(folder: string): string {
  const files = readdirSync(folder)
    .filter(file => file.endsWith('.graphql'))
    .toSorted()
  return [baseFile, ...files.map(file => join(folder, file))].map(file => readFileSync(file, 'utf8')).join('\n')
}

type ResolverMap = NonNullable<GraphQLSchemaModule['resolvers']>

function mergeResolvers(maps: readonly object[]): ResolverMap {
  const merged: ResolverMap = {}
  for (const map of maps)
    for (const [type, fields] of Object.entries(map)) {
      const before = merged[type]
      merged[type] = before === undefined || typeof fields !== 'object' ? fields : { ...before, ...fields }
    }
  return merged
}
