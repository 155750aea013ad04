import { beforeEach, expect, test } from 'vitest'
import { engineOver, smallGraph, type Question } from '../federation/small-graph.ts'

const graph = smallGraph({
  garage: {
    sdl: `
      type Query { car: Car  things: [Thing!]  any: [Any]  owned: [Owned]  mine: Car @authenticated }
      type Mutation { scrap: String @requiresScopes(scopes: [["scrap"]])  wash: String }
      type Car implements Thing & Owned @key(fields: "vin") {
        vin: ID!
        name: String
        owner: Person
        price: Int @requiresScopes(scopes: [["sales", "read"], ["boss"]])
        secret: Secret
        mood: Mood
        age: Int
        serial: String! @policy(policies: [["plant"]])
      }
      type Bike implements Thing & Owned @key(fields: "vin") { vin: ID!  name: String  price: Int  age: Int @authenticated }
      type Person implements Thing @key(fields: "vin") @policy(policies: [["people"]]) { vin: ID!  name: String }
      interface Thing { vin: ID!  name: String }
      interface Owned { vin: ID!  price: Int  age: Int }
      union Any = Car | Bike | Person
      scalar Secret @authenticated
      enum Mood @requiresScopes(scopes: [["moods"]]) { GLAD SAD }
    `,
    resolvers: {
      Query: {
        car: () => car,
        mine: () => car,
        things: () => [car, bike],
        any: () => [car, bike, person],
        owned: () => [car, bike],
      },
      Mutation: { wash: () => 'clean', scrap: () => 'gone' },
    },
  },
  wear: {
    sdl: `
      type Car @key(fields: "vin") {
        vin: ID!
        price: Int @external
        worth: Int @requires(fields: "price") @requiresScopes(scopes: [["sales", "read"], ["boss"]])
        worthTwice: Int @requires(fields: "price") @requiresScopes(scopes: [["boss"]])
      }`,
    resolvers: { Car: { worth: ({ price }: { price: number }) => price - 1, worthTwice: () => 2 } },
  },
})
const person = { __typename: 'Person', vin: 'p', name: 'Ann' }
const car = {
  __typename: 'Car',
  vin: 'c',
  name: 'Car',
  owner: person,
  price: 10,
  secret: 's',
  mood: 'GLAD',
  age: 3,
  serial: '1',
}
const bike = { __typename: 'Bike', vin: 'b', name: 'Bike', price: 5, age: 2 }

let { answer, asked, engine, ask } = engineOver(graph)
beforeEach(() => ({ answer, asked, engine, ask } = engineOver(graph)))

const told = async (text: string, ...rights: string[]) => answer({ text, rights })

test('a field that is denied is null with an error at its place and is never fetched', async () => {
  expect(await told('{ car { name price } }')).toEqual({
    data: { car: { name: 'Car', price: null } },
    errors: ['car.price'],
  })
  expect(asked).toHaveLength(1)
  expect(asked.join()).not.toContain('price')
})

test('the error has a code and names the field as the schema does', async () => {
  const { errors } = await engine.answer({ text: '{ car { cost: price } }', operationName: null, variables: {} }, ask)
  expect(errors).toEqual([
    { message: 'You may not use Car.price.', path: ['car', 'cost'], extensions: { code: 'UNAUTHORIZED_FIELD' } },
  ])
})

test('who has the rights gets the field: each way by itself, and of a way all scopes', async () => {
  const price = async (...rights: string[]) => (await told('{ car { price } }', ...rights)).data
  expect(await price('scope:sales')).toEqual({ car: { price: null } })
  expect(await price('scope:sales', 'scope:read')).toEqual({ car: { price: 10 } })
  expect(await price('scope:boss')).toEqual({ car: { price: 10 } })
  expect(await price('policy:boss', 'scope:read', 'authenticated')).toEqual({ car: { price: null } })
})

test.each<[string, Question['text'], readonly string[], unknown]>([
  ['a scalar', '{ car { name secret } }', ['car.secret'], { car: { name: 'Car', secret: null } }],
  ['an enum', '{ car { name mood } }', ['car.mood'], { car: { name: 'Car', mood: null } }],
  ['an object', '{ car { owner { name } } }', ['car.owner'], { car: { owner: null } }],
  ['a root field', '{ mine { name } }', ['mine'], { mine: null }],
  ['an alias', '{ car { age: price name } }', ['car.age'], { car: { age: null, name: 'Car' } }],
  [
    'a fragment',
    '{ car { ...f } } fragment f on Car { price name }',
    ['car.price'],
    { car: { price: null, name: 'Car' } },
  ],
  ['an inline fragment', '{ car { ... { price } name } }', ['car.price'], { car: { price: null, name: 'Car' } }],
  [
    'one of two fields under one name',
    '{ any { ... on Car { name } ... on Thing { name } } }',
    ['any.0.name', 'any.1.name', 'any.2.name'],
    { any: [{ name: null }, { name: null }, { name: null }] },
  ],
  ['an interface', '{ things { name } }', ['things'], { things: null }],
  [
    'a field of an interface',
    '{ owned { price age } }',
    ['owned.0.price', 'owned.0.age', 'owned.1.price', 'owned.1.age'],
    {
      owned: [
        { price: null, age: null },
        { price: null, age: null },
      ],
    },
  ],
  [
    'a type behind an interface that allows the other one',
    '{ owned { ... on Car { price age } ... on Bike { price age } } }',
    ['owned.0.price', 'owned.1.age'],
    {
      owned: [
        { price: null, age: 3 },
        { price: 5, age: null },
      ],
    },
  ],
  [
    'a member of a union',
    '{ any { ... on Car { name } ... on Bike { name } ... on Person { vin name } } }',
    ['any.2.vin'],
    { any: [{ name: 'Car' }, { name: 'Bike' }, null] },
  ],
  [
    'the type of a member of a union',
    '{ any { __typename } }',
    ['any.2.__typename'],
    {
      any: [{ __typename: 'Car' }, { __typename: 'Bike' }, null],
    },
  ],
  ['what can’t be null', '{ car { name serial } }', ['car.serial'], { car: null }],
  ['what is made from a denied field', '{ car { name worth } }', ['car.worth'], { car: { name: 'Car', worth: null } }],
])('denied as or through %s', async (_, text, errors, data) => {
  const answered = await told(text)
  expect({ ...answered, errors: answered.errors.toSorted() }).toEqual({ data, errors: errors.toSorted() })
  expect(asked.join()).not.toMatch(
    /on Car{[^}]*price|car{[^}]*price|secret|mood|owner|mine|serial|worth|on Person{(?!__typename})/,
  )
})

test('nothing is fetched when all is denied', async () => {
  expect(await told('{ mine { name } }')).toEqual({ data: { mine: null }, errors: ['mine'] })
  expect(asked).toEqual([])
})

test('a denied change is not made, the others are', async () => {
  const text = 'mutation { scrap wash }'
  expect(await told(text)).toEqual({ data: { scrap: null, wash: 'clean' }, errors: ['scrap'] })
  expect(asked.join()).not.toContain('scrap')
  expect(await told(text, 'scope:scrap')).toEqual({ data: { scrap: 'gone', wash: 'clean' }, errors: [] })
})

test('what is excluded by its conditions is not told of', async () => {
  const text = 'query ($all: Boolean!) { car { name price @include(if: $all) } }'
  expect(await answer({ text, variables: { all: false } })).toEqual({ data: { car: { name: 'Car' } }, errors: [] })
  expect((await answer({ text, variables: { all: true } })).errors).toEqual(['car.price'])
})

test('two callers of one operation get each his own, at once and again', async () => {
  const both = ['scope:boss', 'scope:other'].map(async right => (await told('{ car { price } }', right)).data)
  expect(await Promise.all(both)).toEqual([{ car: { price: 10 } }, { car: { price: null } }])
  expect((await told('{ car { price } }')).data).toEqual({ car: { price: null } })
  expect((await told('{ car { price } }', 'scope:boss')).data).toEqual({ car: { price: 10 } })
})

test('callers share a plan who differ only in rights that the operation does not ask for', async () => {
  await told('{ car { price } }', 'scope:boss')
  await told('{ car { price } }', 'scope:boss', 'authenticated', 'scope:moods')
  expect(await engine.inUse()).toHaveLength(1)
  await told('{ car { price } }')
  expect(await engine.inUse()).toHaveLength(2)
})

test('what a deferred fragment may not tell is not fetched either', async () => {
  const request = { text: '{ car { name ... @defer { price age } } }', operationName: null, variables: {} }
  const parts = await engine.answerInParts(request, ask)
  const told = []
  for await (const part of parts ?? []) told.push(part)
  expect(told).toEqual([
    { data: { car: { name: 'Car' } }, hasNext: true },
    {
      hasNext: false,
      incremental: [
        {
          data: { price: null, age: 3 },
          path: ['car'],
          errors: [
            {
              message: 'You may not use Car.price.',
              path: ['car', 'price'],
              extensions: { code: 'UNAUTHORIZED_FIELD' },
            },
          ],
        },
      ],
    },
  ])
  expect(asked.join()).not.toContain('price')
})

test('where it is wished so, the whole request is refused and nothing is fetched', async () => {
  const strict = engineOver(graph, { denial: 'refuse' })
  const refusal = strict.answer({ text: '{ car { name price secret } }' })
  await expect(refusal).rejects.toMatchObject({
    status: 403,
    errors: [
      { message: 'You may not use Car.price.', extensions: { code: 'UNAUTHORIZED_FIELD', coordinate: 'Car.price' } },
      { message: 'You may not use Car.secret.', extensions: { code: 'UNAUTHORIZED_FIELD', coordinate: 'Car.secret' } },
    ],
  })
  expect(strict.asked).toEqual([])
  expect((await strict.answer({ text: '{ car { name } }' })).errors).toEqual([])
})

test('what is demanded is no part of the schema that clients see', async () => {
  const { data } = await told('{ __schema { directives { name } types { name } } }')
  expect(JSON.stringify(data)).not.toMatch(/authenticated|requiresScopes|policy|cost|listSize|join__/)
})
