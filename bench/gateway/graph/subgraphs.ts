import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { parse, type DocumentNode, type GraphQLSchema } from 'graphql'
import { models, people, reviews, type Model, type Person, type Review } from './world.ts'

/** One of the four subgraphs: its contract, and a schema that answers from the made-up world. */
export interface BenchSubgraph {
  readonly name: string
  readonly typeDefs: () => DocumentNode
  readonly schema: () => GraphQLSchema
}

type Resolvers = Readonly<Record<string, Readonly<Record<string, unknown>>>>

function subgraph(name: string, resolvers: Resolvers): BenchSubgraph {
  const typeDefs = (): DocumentNode => parse(readFileSync(join(import.meta.dirname, `${name}.graphql`), 'utf8'))
  return {
    name,
    typeDefs,
    schema: () => buildSubgraphSchema([{ typeDefs: typeDefs(), resolvers: resolvers as never }]),
  }
}

const personOf = ({ id }: Pick<Person, 'id'>): Person | undefined => people.find(each => each.id === id)
const modelOf = ({ code }: Pick<Model, 'code'>): Model | undefined => models.find(each => each.code === code)
const reviewOf = ({ id }: Pick<Review, 'id'>): Review | undefined => reviews.find(each => each.id === id)

export const benchSubgraphs: readonly BenchSubgraph[] = [
  subgraph('people', {
    Query: { people: () => people, me: () => people[0], person: (_: unknown, key: Person) => personOf(key) },
    Person: { __resolveReference: personOf },
  }),
  subgraph('catalogue', {
    Query: {
      topModels: (_: unknown, { first }: { readonly first: number }) => models.slice(0, first),
      model: (_: unknown, key: Model) => modelOf(key),
    },
    Model: { __resolveReference: modelOf },
  }),
  subgraph('reviews', {
    Review: {
      __resolveReference: reviewOf,
      author: ({ authorId }: Review) => ({ id: authorId }),
      model: ({ modelCode }: Review) => ({ code: modelCode }),
    },
    Person: {
      __resolveReference: (key: Person) => key,
      reviews: ({ id }: Person) => reviews.filter(each => each.authorId === id),
      reviewCount: ({ id }: Person) => reviews.filter(each => each.authorId === id).length,
    },
    Model: {
      __resolveReference: (key: Model) => key,
      reviews: ({ code }: Model, { first }: { readonly first: number }) =>
        reviews.filter(each => each.modelCode === code).slice(0, first),
    },
  }),
  subgraph('stock', {
    Model: {
      __resolveReference: (key: Model) => key,
      inStock: (key: Model) => modelOf(key)?.inStock,
      shippingEstimate: ({ price, weight }: Model) => (price > 30_000 ? 0 : Math.round(weight / 2)),
    },
  }),
]
