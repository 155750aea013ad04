import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { getNamedType, isObjectType, parse, type GraphQLObjectType } from 'graphql'
import { expect, test } from 'vitest'
import { fulfils } from '../../gateway/authorisation/demand.ts'
import { demandedAt } from '../../gateway/authorisation/demanded-at.ts'
import { demandsOf } from '../../gateway/authorisation/demands.ts'
import { audienceNames } from '../../gateway/authorisation/audiences.ts'
import { policies } from '../../gateway/authorisation/policies.ts'
import { rightsOfRole } from '../../gateway/authorisation/rights-of.ts'
import { scopes } from '../../gateway/authorisation/scopes.ts'
import { contextsOf } from '../../gateway/contexts/contexts.ts'
import { fieldsOf, supergraph } from './supergraph.ts'
import { root } from './sources.ts'

const document = parse(readFileSync(join(root, 'gateway/supergraph.graphql'), 'utf8'))
const demands = demandsOf(document, contextsOf(document))
const demanded = (type: GraphQLObjectType, field: string) => demandedAt(type, field, { schema: supergraph, demands })
const isOpen = (type: GraphQLObjectType, field: string): boolean =>
  fulfils(rightsOfRole('anonymous'), demanded(type, field))
const rootsOf = (type: GraphQLObjectType | null | undefined): GraphQLObjectType[] => (type == null ? [] : [type])

/** What whoever says nothing of himself can ask: models, dealers, stations and articles. */
const open = {
  Query: [
    'vehicleModel',
    'vehicleModels',
    'dealer',
    'dealers',
    'serviceStation',
    'serviceStations',
    'knowledgeArticle',
    'knowledgeArticles',
  ],
  types: [
    'Dealer',
    'DealerAddress',
    'KnowledgeArticle',
    'ModelOption',
    'OpeningHours',
    'Plant',
    'ServiceStation',
    'Station',
    'VehicleModel',
  ],
}

test('nobody who says nothing of himself comes by any root but those of models, dealers, stations and articles', () => {
  const [query, ...changing] = [
    ...rootsOf(supergraph.getQueryType()),
    ...rootsOf(supergraph.getMutationType()),
    ...rootsOf(supergraph.getSubscriptionType()),
  ]
  const openIn = (type: GraphQLObjectType | undefined): string[] =>
    type === undefined
      ? []
      : fieldsOf(type)
          .filter(({ name }) => isOpen(type, name))
          .map(({ name }) => name)
  expect(openIn(query).toSorted()).toEqual(open.Query.toSorted())
  expect(changing.map(openIn)).toEqual([[], []])
})

test('from there he reaches nothing else', () => {
  const reached = new Set<string>()
  const go = (type: GraphQLObjectType): void => {
    if (reached.has(type.name)) return
    reached.add(type.name)
    for (const field of fieldsOf(type)) {
      const inner = getNamedType(field.type)
      if (isObjectType(inner) && isOpen(type, field.name)) go(inner)
    }
  }
  rootsOf(supergraph.getQueryType()).forEach(go)
  const types = [...reached].filter(name => !/^Query$|^PageInfo$|(Connection|Edge)$/.test(name))
  expect(types.toSorted()).toEqual(open.types)
})

test('every scope and policy that the contracts demand is known', () => {
  const known = new Set([
    'authenticated',
    ...scopes.map(each => `scope:${each}`),
    ...Object.keys(policies).map(each => `policy:${each}`),
    ...audienceNames.map(each => `tag:${each}`),
  ])
  const rights = Object.values(supergraph.getTypeMap())
    .filter(isObjectType)
    .flatMap(type => fieldsOf(type).flatMap(({ name }) => demanded(type, name).flat(2)))
  expect(rights.length).toBeGreaterThan(0)
  expect([...new Set(rights)].filter(right => !known.has(right))).toEqual([])
})
