import type { FederationCase } from '../federation-case.ts'

export const visibility: readonly FederationCase[] = [
  {
    title: '@inaccessible keys, types and enum values serve the plan and never the client',
    parts: {
      a: {
        sdl: `type Query { car: Car states: [State] } type Car @key(fields: "secret") { secret: ID! @inaccessible name: String hidden: Hidden @inaccessible }
          type Hidden @inaccessible { x: Int } enum State { ON OFF LOST @inaccessible }`,
        resolvers: { Query: { car: () => ({ secret: 's', name: 'n' }), states: () => ['ON', 'LOST', 'OFF'] } },
      },
      b: {
        sdl: 'type Car @key(fields: "secret") { secret: ID! @inaccessible power: Int }',
        resolvers: { Car: { power: ({ secret }: { secret: string }) => (secret === 's' ? 90 : 0) } },
      },
    },
    asks: [
      { text: '{ car { name power } }', data: { car: { name: 'n', power: 90 } } },
      { text: '{ states }', data: { states: ['ON', null, 'OFF'] }, errors: ['states.1'] },
      { text: '{ __type(name: "Hidden") { name } }', data: { __type: null } },
      {
        text: '{ __type(name: "Car") { fields { name } } }',
        data: { __type: { fields: [{ name: 'name' }, { name: 'power' }] } },
      },
    ],
  },
  {
    title: 'enums and inputs of which subgraphs know different parts',
    parts: {
      a: {
        sdl: `type Query { a(filter: Filter, size: Size): String sizes: [Size] } enum Size { S M } input Filter { from: Int = 2 to: Int only: [Size!] }`,
        resolvers: {
          Query: {
            a: (_: unknown, given: object) => JSON.stringify(given),
            sizes: () => ['S', 'M'],
          },
        },
      },
      b: {
        sdl: 'type Query { b(filter: Filter, size: Size = M): String } enum Size { S M } input Filter { from: Int = 2 to: Int other: Int }',
        resolvers: { Query: { b: (_: unknown, given: object) => JSON.stringify(given) } },
      },
    },
    asks: [
      {
        text: '{ a(filter: { to: 5 }, size: S) b(filter: { from: null }) sizes }',
        data: {
          a: '{"filter":{"from":2,"to":5},"size":"S"}',
          b: '{"filter":{"from":null},"size":"M"}',
          sizes: ['S', 'M'],
        },
      },
      {
        text: 'query ($f: Filter, $to: Int = 4, $s: Size) { a(filter: $f) x: a(filter: { to: $to }, size: $s) b(filter: { to: $to }) }',
        variables: { f: { from: 1 } },
        data: {
          a: '{"filter":{"from":1}}',
          x: '{"filter":{"from":2,"to":4}}',
          b: '{"filter":{"from":2,"to":4},"size":"M"}',
        },
      },
    ],
  },
]
