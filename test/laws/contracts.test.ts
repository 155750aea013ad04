import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAbstractType, Kind, parse, visit, type ConstDirectiveNode } from 'graphql'
import { expect, test } from 'vitest'
import { audiences, isAudience, type Audience } from '../../gateway/authorisation/audiences.ts'
import { contractOf } from '../../gateway/authorisation/contract.ts'
import { fulfils } from '../../gateway/authorisation/demand.ts'
import { demandedAt } from '../../gateway/authorisation/demanded-at.ts'
import { demandsOf } from '../../gateway/authorisation/demands.ts'
import { contextsOf } from '../../gateway/contexts/contexts.ts'
import { roles } from '#platform/auth.ts'
import { charging } from '../../examples/subgraphs/charging/subgraph.ts'
import { registry } from '../../subgraphs/registry.ts'
import { supergraph } from './supergraph.ts'
import { root } from './sources.ts'

const rootNames = new Set(['Query', 'Mutation', 'Subscription'])

interface Tagged {
  /** Such as `Query.vehicle`, `MaterialPlan`. */
  readonly place: string
  readonly tags: readonly string[]
}

const tagsAt = (directives: readonly ConstDirectiveNode[] | undefined): string[] =>
  (directives ?? [])
    .filter(({ name }) => name.value === 'tag')
    .map(({ arguments: given }) => (given?.[0]?.value.kind === Kind.STRING ? given[0].value.value : ''))

/** The root fields of all subgraphs, and whatever else bears a tag. */
const tagged = [...registry.map(({ subgraph }) => subgraph), charging].flatMap(({ typeDefs }) => {
  const found: Tagged[] = []
  const look = (place: string, directives: readonly ConstDirectiveNode[] | undefined): void => {
    const tags = tagsAt(directives)
    if (tags.length > 0 || rootNames.has(place.split('.')[0] ?? '')) found.push({ place, tags })
  }
  for (const each of typeDefs().definitions) {
    if (!('name' in each) || each.name === undefined || !('directives' in each)) continue
    if (!rootNames.has(each.name.value)) look(each.name.value, each.directives as ConstDirectiveNode[])
    if ('fields' in each)
      for (const field of each.fields ?? []) look(`${each.name.value}.${field.name.value}`, field.directives)
  }
  return found
})

test('every role has one audience', () => {
  expect(Object.values(audiences).flat().toSorted()).toEqual([...roles].toSorted())
})

test('every root field says for whom it is made', () => {
  expect(tagged.length).toBeGreaterThan(180)
  expect(tagged.filter(({ tags }) => tags.length === 0)).toEqual([])
})

test('tags name audiences, each once; public and staff stand alone', () => {
  const wrong = tagged.filter(
    ({ tags }) =>
      tags.some(tag => !isAudience(tag)) ||
      new Set(tags).size < tags.length ||
      (tags.length > 1 && (tags.includes('public') || tags.includes('staff'))),
  )
  expect(wrong).toEqual([])
})

test('tags stand at types and their fields alone, where they are held', () => {
  const elsewhere: string[] = []
  for (const { subgraph } of registry)
    visit(subgraph.typeDefs(), {
      InputValueDefinition: ({ name, directives }) =>
        void (tagsAt(directives).length > 0 && elsewhere.push(name.value)),
      EnumValueDefinition: ({ name, directives }) => void (tagsAt(directives).length > 0 && elsewhere.push(name.value)),
    })
  expect(elsewhere).toEqual([])
})

test('no type that bears a tag is part of a union or an interface, where an object of it would tell its name', () => {
  const names = new Set(tagged.map(({ place }) => place))
  const parts = Object.values(supergraph.getTypeMap())
    .filter(type => isAbstractType(type))
    .flatMap(type => supergraph.getPossibleTypes(type).map(({ name }) => name))
  expect(parts.filter(name => names.has(name))).toEqual([])
})

test('nothing is made for an audience none of whose roles may use it', () => {
  const document = parse(readFileSync(join(root, 'gateway/supergraph.graphql'), 'utf8'))
  const guarded = { schema: supergraph, demands: demandsOf(document, contextsOf(document)) }
  const rightsOf = (tag: Audience) => contractOf(audiences[tag][0]).most
  const useless = tagged.flatMap(({ place, tags }) => {
    const [name = '', field] = place.split('.')
    const type = supergraph.getType(name)
    if (type === undefined || !('getFields' in type)) return []
    const demands = field === undefined ? guarded.demands.ofType(name) : demandedAt(type as never, field, guarded)
    return tags
      .filter(isAudience)
      .filter(tag => !fulfils(rightsOf(tag), demands))
      .map(tag => `${place}: ${tag}`)
  })
  expect(useless).toEqual([])
})
