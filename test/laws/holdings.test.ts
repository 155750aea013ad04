import { Kind, parse } from 'graphql'
import { expect, test } from 'vitest'
import { contractOf } from '#platform/subgraph.ts'
import { registry } from '../../subgraphs/registry.ts'

const roots = new Set(['Query', 'Mutation', 'Subscription'])

/** The types of a contract that answer something that tells of a person. */
const tellingTypes = (folder: string): string[] => {
  const telling = parse(contractOf(folder)).definitions.flatMap(definition =>
    (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION) &&
    definition.fields?.some(({ directives }) => directives?.some(({ name }) => name.value === 'pii'))
      ? [definition.name.value]
      : [],
  )
  return [...new Set(telling)].filter(name => !roots.has(name))
}

test.each(registry.map(({ subgraph }) => [subgraph.name, subgraph] as const))(
  'each type of %s that tells of a person is emptied when the person is erased',
  (_, { folder, holdings }) => {
    const emptied = new Set(holdings.flatMap(({ shows }) => shows))
    expect(tellingTypes(folder).filter(type => !emptied.has(type))).toEqual([])
  },
)
