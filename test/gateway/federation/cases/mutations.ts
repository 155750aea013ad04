import type { FederationCase } from '../federation-case.ts'

let log: string[] = []
const note = (text: string): string => {
  log.push(text)
  return log.join(' ')
}
const slowly = async (text: string): Promise<string> => {
  await new Promise(resolve => setTimeout(resolve, 5))
  return note(text)
}

export const mutations: readonly FederationCase[] = [
  {
    title: 'mutations of several subgraphs take effect in the order in which they stand',
    parts: {
      a: {
        sdl: 'type Query { q: Int } type Mutation { reset: Boolean slow(at: Int): String made: Thing } type Thing @key(fields: "id") { id: ID! }',
        resolvers: {
          Mutation: {
            reset: () => {
              log = []
              return true
            },
            slow: (_: unknown, { at }: { at: number }) => slowly(`a${at}`),
            made: () => ({ id: note('made') }),
          },
        },
      },
      b: {
        sdl: 'type Mutation { quick(at: Int): String } type Thing @key(fields: "id") { id: ID! after: String }',
        resolvers: {
          Mutation: { quick: (_: unknown, { at }: { at: number }) => note(`b${at}`) },
          Thing: { after: ({ id }: { id: string }) => `${id}!` },
        },
      },
    },
    asks: [
      {
        text: 'mutation { reset one: slow(at: 1) two: quick(at: 2) three: slow(at: 3) four: quick(at: 4) }',
        data: { reset: true, one: 'a1', two: 'a1 b2', three: 'a1 b2 a3', four: 'a1 b2 a3 b4' },
      },
      {
        text: 'mutation { reset one: quick(at: 1) made { after } two: quick(at: 2) }',
        data: { reset: true, one: 'b1', made: { after: 'b1 made!' }, two: 'b1 made b2' },
      },
      {
        text: 'mutation { reset z: slow(at: 1) a: slow(at: 2) m: quick(at: 3) }',
        data: { reset: true, z: 'a1', a: 'a1 a2', m: 'a1 a2 b3' },
      },
    ],
  },
]
