import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { CodegenConfig } from '@graphql-codegen/cli'
import { charging } from './examples/subgraphs/charging/subgraph.ts'
import { registry } from './subgraphs/registry.ts'

const subgraphs = [...registry.map(({ subgraph }) => subgraph), charging]

/** The GraphQL types of a subgraph that stand for rows: `export type { CustomerRow as CustomerMapper }`. */
function mappersOf(folder: string): Record<string, string> {
  const file = `${folder}/mappers.ts`
  if (!existsSync(file)) return {}
  const names = [...readFileSync(file, 'utf8').matchAll(/(\w+)Mapper\b/g)].map(([, name = '']) => name)
  return Object.fromEntries(names.map(name => [name, `../${relative(import.meta.dirname, file)}#${name}Mapper`]))
}

const shared = {
  federation: true,
  strictScalars: true,
  useTypeImports: true,
  contextType: '../platform/context.ts#Context',
  scalars: {
    ID: 'string',
    DateTime: 'Date',
    Date: 'string',
    Decimal: 'string',
    Currency: 'string',
    CountryCode: 'string',
    VIN: 'string',
    _FieldSet: 'string',
    FieldSet: 'string',
  },
  immutableTypes: true,
  enumsAsTypes: true,
  // An input field with a default is always there when a resolver sees it.
  avoidOptionals: { defaultValue: true },
  enumType: 'string-literal',
  defaultMapper: 'Partial<{T}>',
  resolversNonOptionalTypename: false,
}

/** Types for the resolvers of every subgraph, made from its contract into `generated/`. */
export default {
  generates: Object.fromEntries(
    subgraphs.map(subgraph => [
      `generated/${subgraph.name}.ts`,
      {
        schema: ['platform/base.graphql', `${subgraph.folder}/*.graphql`],
        plugins: ['typescript', 'typescript-resolvers'],
        config: { ...shared, mappers: mappersOf(subgraph.folder) },
      },
    ]),
  ),
} satisfies CodegenConfig
