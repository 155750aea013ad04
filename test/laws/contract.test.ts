import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isListType, isNonNullType, isNullableType, isObjectType, type GraphQLOutputType } from 'graphql'
import { expect, test } from 'vitest'
import { entities, fieldsOf, isEntity, isLookup, keysOf, named, reachable, supergraph, types } from './supergraph.ts'
import { root } from './sources.ts'

/** Lists of entities that stay short, and why; every other one is read in pages or gives the best few, `first`. */
const bounded: Readonly<Record<string, string>> = {
  'Query.customersByPhone': 'few people share a telephone number',
  'Query.plants': 'a maker has a few plants',
  'ErpSystem.plants': 'a maker has a few plants',
  'Territory.children': 'the parts of one territory, drawn by hand',
  'Dealer.stations': 'the workshops of one dealer, at most 200',
  'Campaign.segments': 'chosen by hand when the campaign is made',
  'Campaign.lineage': 'one for each time that a campaign was improved by hand',
  'Case.articles': 'written by hand after one case',
  'Customer.consents': 'one for each purpose, channel, recipient and country',
  'SegmentDryRun.sample': 'a sample',
}

const isList = (type: GraphQLOutputType): boolean => isListType(isNonNullType(type) ? type.ofType : type)

test('every field of an entity but its keys is nullable, so that an outage takes away one block only', () => {
  const rigid = entities.flatMap(type =>
    fieldsOf(type)
      .filter(field => !keysOf(type).has(field.name) && !isNullableType(field.type))
      .map(field => `${type.name}.${field.name}`),
  )
  expect(rigid).toEqual([])
})

test('every root field is nullable, so that one that fails leaves the others of its request', () => {
  const roots = [supergraph.getQueryType(), supergraph.getMutationType(), supergraph.getSubscriptionType()].flatMap(
    fieldsOf,
  )
  expect(roots.filter(field => isNonNullType(field.type)).map(field => field.name)).toEqual([])
})

test('a root that finds an entity by a key of it says so with @lookup', () => {
  const silent = fieldsOf(supergraph.getQueryType())
    .filter(field => isEntity(named(field)) && !isList(field.type) && !isLookup(field))
    .filter(field => field.args.length === 1 && field.args.every(({ name }) => keysOf(named(field)).has(name)))
    .map(field => field.name)
  expect(silent).toEqual([])
})

test('a list of entities is a connection unless it stays short', () => {
  const long = types
    .filter(isObjectType)
    .filter(type => !/(Connection|Edge)$/.test(type.name))
    .flatMap(type =>
      fieldsOf(type)
        .filter(field => isList(field.type) && isEntity(named(field)))
        .filter(field => !field.args.some(({ name }) => name === 'first'))
        .map(field => `${type.name}.${field.name}`),
    )
    .filter(name => !(name in bounded))
  expect(long).toEqual([])
})

test('a connection has edges, nodes and where the page lies', () => {
  const shapes = types
    .filter(isObjectType)
    .filter(type => type.name.endsWith('Connection'))
    .map(type => [type.name, ['edges', 'nodes', 'pageInfo'].filter(name => type.getFields()[name] === undefined)])
  expect(shapes.filter(([, missing]) => missing?.length)).toEqual([])
})

test('every type is reached from a root of the graph', () => {
  const reached = reachable()
  const base = readFileSync(join(root, 'platform/base.graphql'), 'utf8')
  const shared = new Set([...base.matchAll(/^(?:scalar|type|input|enum) (\w+)/gm)].map(([, name]) => name))
  expect(types.map(({ name }) => name).filter(name => !reached.has(name) && !shared.has(name))).toEqual([])
})
