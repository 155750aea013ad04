import { afterEach, beforeEach, expect, test } from 'vitest'
import { startSmallGraph, type SmallGraph } from './small-graph.ts'

let graph: SmallGraph
let release: () => void
let held: Promise<void>

beforeEach(async () => {
  held = new Promise(resolve => (release = resolve))
  graph = await startSmallGraph({
    cars: {
      typeDefs: `
        type Query { cars: [Car!]!, car(vin: ID!): Car, thing: Thing }
        union Thing = Car | Box
        type Box { size: Int }
        type Mutation { paint: Car }
        type Car @key(fields: "vin") { vin: ID! model: String }`,
      resolvers: {
        Query: {
          cars: () => [{ vin: 'A' }, { vin: 'B' }],
          car: (_: unknown, { vin }: { vin: string }) => (vin === 'none' ? null : { vin }),
          thing: () => ({ __typename: 'Car', vin: 'A' }),
        },
        Mutation: { paint: () => ({ vin: 'A' }) },
        Car: { model: ({ vin }: { vin: string }) => `M-${vin}` },
      },
    },
    plates: {
      typeDefs: `
        type Car @key(fields: "vin") { vin: ID! plate: String owner: Person strict: String! }
        type Person @key(fields: "id") { id: ID! }`,
      resolvers: {
        Car: {
          async plate({ vin }: { vin: string }) {
            await held
            return vin === 'bad' ? new Error('no plate') : `P-${vin}`
          },
          owner: ({ vin }: { vin: string }) => ({ id: `O-${vin}` }),
          strict: () => null,
        },
      },
    },
    people: {
      typeDefs: 'type Person @key(fields: "id") { id: ID! name: String }',
      resolvers: { Person: { name: ({ id }: { id: string }) => `N-${id}` } },
    },
  })
})
afterEach(async () => {
  release()
  await graph.stop()
})

const ask = (query: string, accept: string | undefined, variables = {}, signal?: AbortSignal) =>
  fetch(graph.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(accept === undefined ? {} : { accept }) },
    body: JSON.stringify({ query, variables }),
    ...(signal === undefined ? {} : { signal }),
  })

const multipart = 'multipart/mixed;deferSpec=20220824,application/json'

/** The parts of an answer, as they were framed. */
async function* partsOf(response: Response): AsyncGenerator<any> {
  expect(response.headers.get('content-type')).toBe('multipart/mixed; boundary="-"; deferSpec=20220824')
  let text = ''
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk
    const pieces = text.split('\r\n---')
    text = pieces.pop() ?? ''
    for (const piece of pieces.filter(each => each !== '')) {
      expect(piece).toMatch(/^\r\ncontent-type: application\/json; charset=utf-8\r\n\r\n/)
      yield JSON.parse(piece.slice(piece.indexOf('\r\n\r\n')))
    }
  }
  expect(text).toBe('--\r\n')
}

const all = async (query: string, variables = {}): Promise<any[]> => {
  release()
  const parts = []
  for await (const part of partsOf(await ask(query, multipart, variables))) parts.push(part)
  return parts
}

test('the rest comes at once, the deferred fields when their subgraph has them', async () => {
  const query = '{ car(vin: "A") { model ... @defer(label: "plate") { plate } } }'
  const parts = partsOf(await ask(query, multipart))
  // The plate is held back: the first part does not wait for it.
  expect((await parts.next()).value).toEqual({ data: { car: { model: 'M-A' } }, hasNext: true })
  release()
  expect((await parts.next()).value).toEqual({
    incremental: [{ data: { plate: 'P-A' }, path: ['car'], label: 'plate' }],
    hasNext: false,
  })
  expect((await parts.next()).done).toBe(true)
})

test('in a list each object has its own increment, by its place', async () => {
  expect(await all('{ cars { vin ...Plate @defer } } fragment Plate on Car { plate }')).toEqual([
    { data: { cars: [{ vin: 'A' }, { vin: 'B' }] }, hasNext: true },
    {
      incremental: [
        { data: { plate: 'P-A' }, path: ['cars', 0] },
        { data: { plate: 'P-B' }, path: ['cars', 1] },
      ],
      hasNext: false,
    },
  ])
})

test('what is quick comes before what is slow, and a nested part after the one that it stands in', async () => {
  const query = `{
    car(vin: "A") {
      vin
      ... @defer(label: "slow") { plate }
      ... @defer(label: "outer") { owner { id ... @defer(label: "inner") { name } } }
    }
  }`
  const parts = partsOf(await ask(query, multipart))
  const labels: string[] = []
  expect((await parts.next()).value.data).toEqual({ car: { vin: 'A' } })
  for await (const { incremental } of parts) {
    labels.push(...incremental.map((each: { label: string }) => each.label))
    if (labels.includes('inner')) release()
  }
  expect(labels).toEqual(['outer', 'inner', 'slow'])
})

test('an error in a deferred part is told with that part, and takes nothing else away', async () => {
  const [first, second] = await all('{ car(vin: "bad") { vin model ... @defer { plate owner { id } } } }')
  expect(first).toEqual({ data: { car: { vin: 'bad', model: 'M-bad' } }, hasNext: true })
  expect(second).toMatchObject({
    incremental: [
      {
        data: { plate: null, owner: { id: 'O-bad' } },
        path: ['car'],
        errors: [{ message: 'no plate', path: ['car', 'plate'] }],
      },
    ],
    hasNext: false,
  })
})

test('a null where none can be takes the deferred part alone', async () => {
  const [first, second] = await all('{ cars { vin ... @defer { strict } } }')
  expect(first).toEqual({ data: { cars: [{ vin: 'A' }, { vin: 'B' }] }, hasNext: true })
  expect(second.incremental.map(({ data, path }: any) => ({ data, path }))).toEqual([
    { data: null, path: ['cars', 0] },
    { data: null, path: ['cars', 1] },
  ])
  expect(second.incremental[1].errors).toMatchObject([{ path: ['cars', 1, 'strict'] }])
})

test('an object that is null has no deferred part', async () => {
  expect(await all('{ car(vin: "none") { vin ... @defer { plate } } }')).toEqual([
    { data: { car: null }, hasNext: true },
    { hasNext: false },
  ])
})

test('a fragment on one type of a union is deferred for its objects', async () => {
  expect(await all('{ thing { __typename ... on Car @defer { plate } ... on Box @defer { size } } }')).toEqual([
    { data: { thing: { __typename: 'Car' } }, hasNext: true },
    { incremental: [{ data: { plate: 'P-A' }, path: ['thing'] }], hasNext: false },
  ])
})

test('aliases and deferred root fields', async () => {
  expect(await all('{ one: car(vin: "A") { model } ... @defer { two: car(vin: "B") { vin: model } } }')).toEqual([
    { data: { one: { model: 'M-A' } }, hasNext: true },
    { incremental: [{ data: { two: { vin: 'M-B' } }, path: [] }], hasNext: false },
  ])
})

test('whether a fragment is deferred can be a variable', async () => {
  const query = 'query ($later: Boolean!) { car(vin: "A") { vin ... @defer(if: $later) { plate } } }'
  expect(await all(query, { later: true })).toHaveLength(2)
  release()
  const whole = await ask(query, multipart, { later: false })
  expect(whole.headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect(await whole.json()).toEqual({ data: { car: { vin: 'A', plate: 'P-A' } } })
})

test('a client that takes no parts gets all in one answer; so does one that changes something', async () => {
  release()
  const query = '{ car(vin: "A") { vin ... @defer(label: "x") { plate } } }'
  for (const accept of [undefined, 'application/json', 'application/graphql-response+json'])
    expect(await (await ask(query, accept)).json()).toEqual({ data: { car: { vin: 'A', plate: 'P-A' } } })
  const mutation = await ask('mutation { paint { vin ... @defer { plate } } }', multipart)
  expect(await mutation.json()).toEqual({ data: { paint: { vin: 'A', plate: 'P-A' } } })
  const wrong = await ask('{ car(vin: "A") { ... @defer { colour } } }', multipart)
  expect(await wrong.json()).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] })
})

test('what was asked for the first part is not asked again', async () => {
  await all('{ car(vin: "A") { vin ... @defer { plate } } }')
  const roots = graph.asked.filter(text => text.startsWith('cars:'))
  expect(new Set(roots).size).toBe(roots.length)
})

test('a client that leaves in between leaves a gateway that goes on', async () => {
  const leaving = new AbortController()
  const answer = await ask('{ car(vin: "A") { vin ... @defer { plate } } }', multipart, {}, leaving.signal)
  const parts = partsOf(answer)
  await parts.next()
  leaving.abort()
  await expect(parts.next()).rejects.toThrow('aborted')
  expect(await all('{ car(vin: "B") { vin ... @defer { plate } } }')).toHaveLength(2)
})
