import { post } from './client.ts'

/** A request of a client. */
export interface Asked {
  readonly query: string
  readonly variables?: Readonly<Record<string, unknown>>
}

/** What clients ask in one measurement, one request after the other. */
export interface Operation {
  readonly name: string
  /** Requests that show all there are, to compare the answers. */
  readonly samples: readonly Asked[]
  /** Gives the requests of a measurement, one after the other, as they go over the wire. */
  readonly requests: () => () => Buffer
}

function always(name: string, query: string): Operation {
  const bytes = post({ query })
  return { name, samples: [{ query }], requests: () => () => bytes }
}

const heavy = always(
  'heavy',
  `fragment Who on Person { id username name }
fragment What on Review { id body }
fragment Which on Model { code name price weight inStock shippingEstimate }
query Heavy {
  people { ...Who reviews { ...What model { ...Which reviews { ...What author { ...Who reviews { ...What model { ...Which } } } } } } }
  topModels { ...Which reviews { ...What author { ...Who reviews { ...What model { ...Which } } } } }
}`,
)

const medium = always(
  'medium',
  `query Medium { model(code: "m1") { code name price weight inStock shippingEstimate reviews { id body author { id } } } }`,
)

const small = always('small', `query Small { me { id name username birthYear } }`)

const selections = [
  'code name price',
  'code name inStock',
  'code price reviews { id }',
  'code name inStock shippingEstimate reviews { id body }',
  'code reviews { id author { id name } }',
]
const personal = [
  'id name',
  'id username reviewCount',
  'id name reviews { id body }',
  'id reviews { id model { code name } }',
  'id name reviews { body model { code inStock } }',
]
const shapes = [
  { head: 'query Q($code: ID!)', field: 'model(code: $code)', inner: selections, name: 'code', values: 'm' },
  { head: 'query Q($id: ID!)', field: 'person(id: $id)', inner: personal, name: 'id', values: 'p' },
] as const

/** Fifty texts: some are asked for thirty times as often as others, with one of six values each time. */
const texts = Array.from({ length: 50 }, (_, index) => {
  const shape = shapes[index % 2 === 0 ? 0 : 1]
  const inner = shape.inner[Math.floor(index / 2) % 5] ?? ''
  const alias = `a${Math.floor(index / 10)}`
  return { ...shape, query: `${shape.head} { ${alias}: ${shape.field} { ${inner} } }` }
})
const mixedRequests = texts.flatMap(({ query, name, values }) =>
  [0, 1, 2, 3, 4, 5].map((value): Asked => ({ query, variables: { [name]: `${values}${value}` } })),
)
const mixed: Operation = {
  name: 'mixed',
  samples: mixedRequests,
  requests() {
    const draw = drawer()
    const bytes = mixedRequests.map(post)
    return () => {
      const rank = Math.floor(50 ** draw()) - 1
      return bytes[rank * 6 + Math.floor(draw() * 6)] ?? Buffer.alloc(0)
    }
  },
}

let notes = 1_000_000
const unique: Operation = {
  name: 'unique',
  samples: [uniqueRequest(0)],
  requests: () => () => post(uniqueRequest(++notes)),
}

function uniqueRequest(note: number): Asked {
  return {
    query: `query Unique { model(code: "m1", note: "note-${note}") { code name inStock shippingEstimate reviews { id body author { id name } } } }`,
  }
}

/** Numbers from 0 up to 1, the same ones each time. */
function drawer(): () => number {
  let state = 12_345
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff
    return state / 0x8000_0000
  }
}

export const operations: readonly Operation[] = [heavy, medium, small, mixed, unique]
