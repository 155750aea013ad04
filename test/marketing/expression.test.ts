import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { attribute, attributeNames, type AttributeName } from '../../subgraphs/marketing/expression/attributes.ts'
import {
  operators,
  units,
  type Condition,
  type Expression,
  type Value,
} from '../../subgraphs/marketing/expression/expression.ts'
import { print } from '../../subgraphs/marketing/expression/print.ts'
import { readExpression } from '../../subgraphs/marketing/expression/read-expression.ts'
import { evaluate } from './evaluate.ts'
import { facts, saveFacts, type Facts } from './facts.ts'

const texts: Readonly<Partial<Record<AttributeName, readonly string[]>>> = {
  country: ['CN', 'DE'],
  region: ['上海', '北京', 'a "quoted" \\ one'],
  locale: ['zh-CN', 'en'],
  owned_models: ['EX5', 'EX7'],
}

const anyText = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }))
const textFor = (name: AttributeName): fc.Arbitrary<Value> => {
  const known = attribute(name).texts
  const text =
    known === undefined ? fc.oneof(fc.constantFrom(...(texts[name] ?? [])), anyText) : fc.constantFrom(...known)
  return text.map(text => ({ kind: 'text', text }))
}
const number: fc.Arbitrary<Value> = fc
  .oneof(
    fc.integer({ min: 0, max: 5 }),
    fc.integer({ min: 1950, max: 2010 }),
    fc.integer({ min: 0, max: 999 }).map(n => n / 100),
  )
  .map(number => ({ kind: 'number', number }))
const money: fc.Arbitrary<Value> = fc.record({
  kind: fc.constant('money' as const),
  amount: fc.integer({ min: 0, max: 60_000_000 }).map(cents => cents / 100),
  currency: fc.constantFrom('CNY', 'EUR', 'USD'),
})
const moment: fc.Arbitrary<Value> = fc.oneof(
  fc.record({
    kind: fc.constant('ago' as const),
    count: fc.integer({ min: 0, max: 900 }),
    unit: fc.constantFrom(...units),
  }),
  fc
    .date({ min: new Date('2015-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
    .map(date => ({ kind: 'day' as const, day: date.toISOString().slice(0, 10) })),
)

const equality = fc.constantFrom('=' as const, '!=' as const)
const knowledge = (attribute: AttributeName): fc.Arbitrary<Condition> =>
  fc.constantFrom('known' as const, 'unknown' as const).map(kind => ({ kind, attribute }))
const listOf = (attribute: AttributeName, value: fc.Arbitrary<Value>): fc.Arbitrary<Condition> =>
  fc.array(value, { minLength: 1, maxLength: 4 }).map(values => ({ kind: 'in', attribute, values }))
const compare = (
  attribute: AttributeName,
  operator: fc.Arbitrary<(typeof operators)[number]>,
  value: fc.Arbitrary<Value>,
) => fc.record({ kind: fc.constant('compare' as const), attribute: fc.constant(attribute), operator, value })

function conditionOn(name: AttributeName): fc.Arbitrary<Condition> {
  switch (attribute(name).type) {
    case 'TEXT':
      return fc.oneof(compare(name, equality, textFor(name)), listOf(name, textFor(name)), knowledge(name))
    case 'NUMBER':
      return fc.oneof(compare(name, fc.constantFrom(...operators), number), listOf(name, number), knowledge(name))
    case 'MONEY':
      return compare(name, fc.constantFrom(...operators), money)
    case 'MOMENT':
      return fc.oneof(compare(name, fc.constantFrom('<', '<=', '>', '>='), moment), knowledge(name))
    case 'SET':
      return textFor(name).map(value => ({ kind: 'has', attribute: name, value }))
  }
}

const condition = fc.oneof(...attributeNames.map(conditionOn))
const { expression } = fc.letrec<{ expression: Expression }>(tie => ({
  expression: fc.oneof(
    { maxDepth: 5, depthSize: 'medium' },
    condition,
    tie('expression').map(operand => ({ kind: 'not' as const, operand })),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      left: tie('expression'),
      right: tie('expression'),
    }),
  ),
}))

let graph: TestGraph
let known: readonly Facts[]
beforeAll(async () => {
  graph = await startGraph()
  known = fc
    .sample(facts, { numRuns: 80, seed: 7 })
    .map((each, place) => ({ ...each, customer_id: `customer-${place}` }))
  await saveFacts(graph, known)
})
afterAll(() => graph.stop())

test('an expression printed and read again is the same', () => {
  fc.assert(
    fc.property(expression, written => {
      expect(readExpression(print(written))).toEqual(written)
    }),
    { numRuns: 2000 },
  )
})

test('any text is read or refused with a place inside it', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        anyText,
        expression.map(print).map(text => text.slice(0, -1)),
      ),
      text => {
        const read = readExpression(text)
        const column = read instanceof Error ? read.at.column : 1
        expect(column).toBeLessThanOrEqual([...text].length + 1)
      },
    ),
    { numRuns: 2000 },
  )
})

test('the statement finds whom a plain evaluation finds, but nobody who refuses to be profiled', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        expression.filter(each => print(each).length <= 4000),
        { minLength: 20, maxLength: 20 },
      ),
      async written => {
        const fields = written.map(
          (each, place) => `q${place}: segmentDryRun(expression: ${JSON.stringify(print(each))}, sample: 100) {
          ... on SegmentDryRun { size sample { id } } ... on SegmentExpressionInvalid { message } }`,
        )
        const answers = await graph.data(`{ ${fields.join('\n')} }`)
        for (const [place, each] of written.entries()) {
          const members = known
            .filter(customer => !customer.profiling_refused && evaluate(each, customer, new Date()))
            .map(({ customer_id }) => customer_id)
          expect([print(each), answers[`q${place}`]]).toEqual([
            print(each),
            { size: members.length, sample: members.toSorted().map(id => ({ id })) },
          ])
        }
      },
    ),
    { numRuns: 25 },
  )
})
