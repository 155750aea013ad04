import { globSync } from 'node:fs'
import { join } from 'node:path'
import { buildSubgraphSchema } from '@apollo/subgraph'
import graphql from '@graphql-eslint/eslint-plugin'
import { parse, printSchema } from 'graphql'
import { contractOf } from '#platform/subgraph.ts'

// ESLint looks at the contracts alone; TypeScript is oxlint's.

const folders = globSync(['subgraphs/*/', 'examples/subgraphs/*/'], { cwd: import.meta.dirname })

/** The contract of a folder with the platform's base before it, which knows the federation's directives. */
const schemaOf = folder =>
  printSchema(buildSubgraphSchema([{ typeDefs: parse(contractOf(join(import.meta.dirname, folder))) }]))

const contracts = folders.map(folder => ({ files: [`${folder}/*.graphql`], schemaSdl: schemaOf(folder) }))
const base = contracts.slice(0, 1).map(({ schemaSdl }) => ({ files: ['platform/base.graphql'], schemaSdl }))

// What the parts of a connection and the roots are, their names say: describing them at each would be noise.
const ownName = [
  'FieldDefinition[name.value=/^(edges|nodes|node|cursor|pageInfo)$/][parent.name.value=/(Connection|Edge)$/]',
  'ObjectTypeDefinition[name.value=/^(Query|Mutation|Subscription)$/]',
]

const rules = {
  ...graphql.configs['flat/schema-recommended'].rules,
  '@graphql-eslint/require-description': [
    'error',
    {
      types: true,
      DirectiveDefinition: true,
      FieldDefinition: true,
      InputValueDefinition: true,
      EnumValueDefinition: true,
      ignoredSelectors: ownName,
    },
  ],
  // A short description stands on one line, a longer one in a block.
  '@graphql-eslint/description-style': 'off',
  '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
  '@graphql-eslint/relay-connection-types': 'error',
  // An entity that only other subgraphs lead to is reached through the supergraph: test/laws looks there.
  '@graphql-eslint/no-unreachable-types': 'off',
  // VehicleModel and VehicleStatus are the field's own words.
  '@graphql-eslint/no-typename-prefix': 'off',
  // A value type or an outcome has no id.
  '@graphql-eslint/strict-id-in-types': 'off',
  // The same word, such as CANCELLED, belongs to several enums.
  '@graphql-eslint/unique-enum-value-names': 'off',
}

export default [
  { ignores: ['node_modules/**', 'generated/**', 'gateway/**', '**/*.{js,ts}'] },
  ...[...base, ...contracts].map(({ files, schemaSdl }) => ({
    files,
    plugins: { '@graphql-eslint': graphql },
    languageOptions: { parser: graphql.parser, parserOptions: { schemaSdl } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules,
  })),
]
