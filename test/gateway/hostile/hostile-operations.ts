import { createEngine } from '../../../gateway/engine.ts'
import { supergraphOf } from '../federation/small-graph.ts'

const engine = createEngine(
  supergraphOf({
    one: {
      sdl: `type Query { a: Int n: Node list(in: [Nested]): Int } input Nested { in: [Nested] x: Int }
        type Node @key(fields: "id") { id: ID! a: Int n: Node }`,
    },
    two: { sdl: 'type Node @key(fields: "id") { id: ID! b: Int }' },
  }),
)

/** The code with which an operation is refused before any subgraph is asked; what is told when it isn't. */
export async function refusalOf(text: string): Promise<{ readonly code: unknown; readonly took: number }> {
  let asked = 0
  const started = performance.now()
  const code = await engine
    .answer({ text, operationName: null, variables: {} }, async () => {
      asked++
      return { data: {} }
    })
    .then(
      () => `answered after ${asked} fetches`,
      (error: unknown) => codeOf(error),
    )
  return { code, took: performance.now() - started }
}

function codeOf(error: unknown): unknown {
  if (typeof error !== 'object' || error === null) return undefined
  if ('code' in error) return error.code
  return 'errors' in error && Array.isArray(error.errors) ? error.errors[0]?.extensions?.code : undefined
}

const many = (count: number, each: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => each(index)).join(' ')

/** Operations that would cost much: what each does, its text, and the code with which it is refused. */
export const hostile: readonly (readonly [what: string, text: string, code: string])[] = [
  ['a text of a million characters', `{ a # ${'x'.repeat(1_000_000)}\n }`, 'OPERATION_TOO_LARGE'],
  ['more tokens than are read', `{ ${'a '.repeat(20_000)} }`, 'OPERATION_TOO_LARGE'],
  ['selections so deep that a parser overflows', `${'{n'.repeat(12_000)}${'}'.repeat(12_000)}`, 'OPERATION_TOO_DEEP'],
  ['lists so deep that a parser overflows', `{ list(in: ${'['.repeat(30_000)}`, 'OPERATION_TOO_DEEP'],
  ['objects so deep that a parser overflows', `{ list(in: ${'{in:'.repeat(15_000)}`, 'OPERATION_TOO_DEEP'],
  ['a type of a variable so deep that a parser overflows', `query ($x: ${'['.repeat(30_000)}`, 'OPERATION_TOO_DEEP'],
  ['a thousand aliases of one field', `{ n { ${many(1000, index => `x${index}: a`)} } }`, 'OPERATION_TOO_COMPLEX'],
  ['a thousand root fields', `{ ${many(1000, () => 'a')} }`, 'OPERATION_TOO_COMPLEX'],
  [
    'aliases hidden in a fragment that is spread again and again',
    `{ ${many(20, index => `r${index}: n { ...F }`)} } fragment F on Node { ${many(40, index => `y${index}: a`)} }`,
    'OPERATION_TOO_COMPLEX',
  ],
  [
    'fragments that double forty times',
    `{ n { ...F0 } } ${many(40, index => `fragment F${index} on Node { n { ...F${index + 1} } m: n { ...F${index + 1} } }`)} fragment F40 on Node { a }`,
    'OPERATION_TOO_COMPLEX',
  ],
  ['one field again and again', `{ n { ${'a '.repeat(3000)} } }`, 'OPERATION_TOO_COMPLEX'],
  ['one field again and again in inline fragments', `{ n { ${'... { a } '.repeat(800)} } }`, 'OPERATION_TOO_COMPLEX'],
  [
    'one field again and again on many levels',
    `{ ${'n { a '.repeat(20)} ${`} ${'n { a } '.repeat(50)}`.repeat(20)} }`,
    'OPERATION_TOO_COMPLEX',
  ],
  [
    'one field again and again in a fragment that nobody spreads',
    `{ a } fragment F on Node { ${'a '.repeat(3000)} }`,
    'OPERATION_TOO_COMPLEX',
  ],
  [
    'four hundred fragments that are compared with each other',
    `{ n { ${many(400, index => `...F${index}`)} } } ${many(400, index => `fragment F${index} on Node { a }`)}`,
    'OPERATION_TOO_COMPLEX',
  ],
  ['a fragment inside itself', '{ n { ...F } } fragment F on Node { n { ...F } }', 'GRAPHQL_VALIDATION_FAILED'],
  [
    'two fragments inside each other',
    '{ n { ...F } } fragment F on Node { ...G } fragment G on Node { ...F }',
    'GRAPHQL_VALIDATION_FAILED',
  ],
]
