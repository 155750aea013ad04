import { expect, test } from 'vitest'
import { engineOver, smallGraph } from '../federation/small-graph.ts'

test('entities in lists inside lists are completed, and their errors have both places', async () => {
  const graph = engineOver(
    smallGraph({
      grid: {
        sdl: 'type Query { grid: [[Cell]] } type Cell @key(fields: "id") { id: ID! }',
        resolvers: { Query: { grid: () => [[{ id: '1' }, null], null, [{ id: '2' }, { id: '1' }]] } },
      },
      text: {
        sdl: 'type Cell @key(fields: "id") { id: ID! text: String }',
        resolvers: {
          Cell: {
            text: ({ id }: { id: string }) => {
              if (id === '2') throw new Error('no text')
              return `t${id}`
            },
          },
        },
      },
    }),
  )
  expect(await graph.answer({ text: '{ grid { text } }' })).toEqual({
    data: { grid: [[{ text: 't1' }, null], null, [{ text: null }, { text: 't1' }]] },
    errors: ['grid.2.0.text'],
  })
})
