import { expect, test } from 'vitest'
import { createEngine } from '../../../gateway/engine.ts'
import { readAnswer } from '../../../gateway/transport/read-answer.ts'
import { supergraphOf } from '../federation/small-graph.ts'

const engine = createEngine(
  supergraphOf({
    cars: { sdl: 'type Query { cars: [Car] } type Car @key(fields: "id") { id: ID! }' },
    sales: { sdl: 'type Car @key(fields: "id") { id: ID! price: Int }' },
  }),
)

/** Asks for the prices of two cars where the subgraph of the prices sends a body of the test's making. */
const withSales = (body: string) =>
  engine.answer({ text: '{ cars { id price } }', operationName: null, variables: {} }, async subgraph =>
    subgraph === 'cars'
      ? { data: { cars: [{ __typename: 'Car', id: 'a' }, { __typename: 'Car', id: 'b' }] } } // prettier-ignore
      : (readAnswer(body) ?? {}),
  )

const cars = (a: number | null, b: number | null) => ({
  cars: [
    { id: 'a', price: a },
    { id: 'b', price: b },
  ],
})

const otherEntities = ['cars.0.price', 'cars.1.price'].map(place => ({
  message: 'The subgraph "sales" answered other entities than it was asked for.',
  path: place.split('.').map(key => (/^\d$/.test(key) ? Number(key) : key)),
  extensions: { code: 'SUBGRAPH_ANSWER_INVALID', serviceName: 'sales' },
}))

test.each([
  ['fewer', '[{"price":1}]'],
  ['more', '[{"price":1},{"price":2},{"price":3}]'],
  ['none', '[]'],
  ['no list', '{"price":1}'],
])('a subgraph that answers with another number of entities than asked has answered none: %s', async (_, entities) => {
  expect(await withSales(`{"data":{"_entities":${entities}}}`)).toEqual({
    data: cars(null, null),
    errors: otherEntities,
  })
})

test('fields of a subgraph that nobody asked for are left out of the answer', async () => {
  const body = '{"data":{"_entities":[{"price":1,"secret":2},{"price":3,"id":"other"}],"more":4},"extensions":{"x":1}}'
  expect(await withSales(body)).toEqual({ data: cars(1, 3) })
})

test('a name of the prototype in an answer of a subgraph changes nothing', async () => {
  const body = '{"data":{"_entities":[{"price":1,"__proto__":{"polluted":1}},{"price":2}],"__proto__":{"polluted":1}}}'
  expect(await withSales(body)).toEqual({ data: cars(1, 2) })
  expect('polluted' in {}).toBe(false)
})

test('an error of a subgraph without a path is told at every entity that it was asked for', async () => {
  const { data, errors = [] } = await withSales('{"data":null,"errors":[{"message":"no"}]}')
  expect(data).toEqual(cars(null, null))
  expect(errors).toEqual([
    { message: 'no', path: ['cars', 0] },
    { message: 'no', path: ['cars', 1] },
  ])
})

test.each([
  '<html><body>Bad gateway</body></html>',
  '',
  '[]',
  '"text"',
  '{"data":[]}',
  '{"data":null}',
  '{"errors":"no"}',
])('a body with 200 that is no answer is not taken for one: %s', body => {
  expect(readAnswer(body)).toBeUndefined()
})
