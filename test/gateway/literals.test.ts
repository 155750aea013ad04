import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSmallGraph, type SmallGraph } from './small-graph.ts'

const told = (_: unknown, given: object): string => JSON.stringify(given)

let graph: SmallGraph
beforeAll(async () => {
  graph = await startSmallGraph({
    told: {
      typeDefs: `
        enum Colour { RED GREEN }
        scalar Anything
        input Within { code: String ids: [ID!] nested: Within any: Anything size: Float colour: Colour }
        type Query {
          told(text: String, count: Int, id: ID, size: Float, ids: [ID!], any: Anything, within: Within, colour: Colour): String
          more(count: Int! = 5): String
        }`,
      resolvers: { Query: { told, more: told } },
    },
  })
})
afterAll(() => graph.stop())

async function ask(query: string, variables: object = {}, operationName?: string): Promise<Answer> {
  const response = await fetch(graph.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables, operationName }),
  })
  return (await response.json()) as Answer
}

interface Answer {
  readonly data: { readonly told: string }
}

/** Asks for texts one after the other; tells what each told, and how many different texts the subgraph was sent. */
async function askAll(texts: readonly string[], variables?: object) {
  graph.asked.length = 0
  const answers: unknown[] = []
  for (const text of texts) answers.push(JSON.parse((await ask(text, variables)).data.told))
  return { answers, sent: new Set(graph.asked).size }
}

const numbered = (write: (value: number) => string): readonly string[] => [101, 202, 303, 404].map(write)

type Kind = readonly [what: string, write: (n: number) => string, expected: (n: number) => object]

const alike: readonly Kind[] = [
  ['a string', n => `{ told(text: "t ${n}") }`, n => ({ text: `t ${n}` })],
  ['a number', n => `query Q { told(count: ${n}) }`, n => ({ count: n })],
  ['a number below zero', n => `query { told(count: -${n}) }`, n => ({ count: -n })],
  ['a number as an id', n => `{ told(id: ${n}) }`, n => ({ id: `${n}` })],
  ['a whole number as a fraction', n => `{ told(size: ${n}) }`, n => ({ size: n })],
  ['ids in a list', n => `{ told(ids: ["a${n}", ${n}]) }`, n => ({ ids: [`a${n}`, `${n}`] })],
  [
    'fields of an input',
    n => `{ told(within: { code: "${n}", nested: { ids: ["${n}"] } }) }`,
    n => ({ within: { code: `${n}`, nested: { ids: [`${n}`] } } }),
  ],
  ['a literal of a fragment', n => `{ ...F } fragment F on Query { told(text: "f${n}") }`, n => ({ text: `f${n}` })],
  ['a literal beside variables', n => `query($i: ID) { told(id: $i, count: ${n}) }`, n => ({ id: 'v', count: n })],
  [
    'a literal behind a comment and a string that are like one',
    n => `{ # told(text: "no")\n told(text: "${n}", id: """block "quoted" 7""") }`,
    n => ({ text: `${n}`, id: 'block "quoted" 7' }),
  ],
  [
    'a literal beside one with a sign',
    n => `{ told(text: "${n}", id: "\\u0041\\"") }`,
    n => ({ text: `${n}`, id: 'A"' }),
  ],
]
for (const [what, write, expected] of alike) {
  test(`texts that differ in ${what} are one operation from the second on, each with its own values`, async () => {
    const { answers, sent } = await askAll(numbered(write), { i: 'v' })
    expect(answers).toEqual([101, 202, 303, 404].map(expected))
    expect(sent).toBe(2)
  })
}

const different: readonly Kind[] = [
  ['defaults of variables', n => `query($n: Int = ${n}) { told(count: $n) }`, n => ({ count: n })],
  [
    'values of a scalar of their own',
    n => `{ told(any: { deep: [${n}, "${n}"] }) }`,
    n => ({ any: { deep: [n, `${n}`] } }),
  ],
  ['fractions', n => `{ told(size: ${n}.5) }`, n => ({ size: n + 0.5 })],
  ['one value that stands for a list', n => `{ told(ids: "${n}") }`, n => ({ ids: [`${n}`] })],
  ['signs outside of the basic plane', n => `{ told(text: "🚗${n}") }`, n => ({ text: `🚗${n}` })],
  ['fields that answer under one name', n => `{ told(count: ${n}) told(count: ${n}) }`, n => ({ count: n })],
]
for (const [what, write, expected] of different) {
  test(`texts that differ in ${what} are operations of their own`, async () => {
    const { answers, sent } = await askAll(numbered(write))
    expect(answers).toEqual([101, 202, 303, 404].map(expected))
    expect(sent).toBe(4)
  })
}

test('a default beside a literal stays with its text', async () => {
  const texts = [1, 2, 1, 2].map((n, nth) => `query($n: Int = ${n}) { told(count: $n, text: "${nth}") }`)
  const { answers, sent } = await askAll(texts)
  expect(answers).toEqual([1, 2, 1, 2].map((n, nth) => ({ count: n, text: `${nth}` })))
  expect(sent).toBe(3)
})

test('a text that is asked again and again is not taken apart', async () => {
  const { sent } = await askAll(Array.from({ length: 4 }, () => '{ told(text: "the same") }'))
  expect(sent).toBe(1)
})

test('what is wrong with a text is told of it as it came', async () => {
  const texts = numbered(n => `{ told(text: "a${n}") missing(count: ${n}) }`)
  for (const text of texts)
    expect(await ask(text)).toMatchObject({
      errors: [{ message: 'Cannot query field "missing" on type "Query".', locations: [{ line: 1, column: 22 }] }],
    })
  const wrong = numbered(n => `query($i: Int!) { told(text: "w${n}", count: $i) }`)
  for (const text of wrong)
    expect(await ask(text, { i: 'x' })).toMatchObject({
      errors: [
        { message: expect.stringContaining('Variable "$i" got invalid value'), locations: [{ line: 1, column: 7 }] },
      ],
    })
})

test('a number that is too large for its argument is refused, also beside others that were not', async () => {
  for (const text of numbered(n => `{ told(count: ${n}) more(count: ${n}) }`))
    expect(await ask(text)).not.toHaveProperty('errors')
  expect(await ask('{ told(count: 3000000000) more(count: 1) }')).toMatchObject({
    errors: [{ message: expect.stringContaining('32-bit signed integer') }],
  })
})

test('an operation is chosen by its name among several, whatever their literals', async () => {
  for (const n of [1, 2, 3]) {
    const text = `query A { told(count: ${n}) } query B { told(text: "${n}") }`
    expect(await ask(text, {}, 'B')).toEqual({ data: { told: JSON.stringify({ text: `${n}` }) } })
  }
})

test('a text of signs that stand for literals elsewhere is refused', async () => {
  for (const n of [1, 2, 3]) await ask(`{ told(text: "sign ${n}") }`)
  expect(await ask('{ told(text: \u0000s) }')).toMatchObject({
    errors: [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }],
  })
})
