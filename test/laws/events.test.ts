import { expect, test } from 'vitest'
import * as catalogue from '#platform/event-catalogue.ts'
import { registry } from '../../subgraphs/registry.ts'

const names = Object.values(catalogue).map(type => type.name)

test('every reaction is to an event of the catalogue', () => {
  const unknown = registry.flatMap(({ subgraph }) =>
    subgraph.reactions
      .filter(({ event }) => !names.includes(event))
      .map(({ event }) => `${subgraph.name} reacts to ${event}`),
  )
  expect(unknown).toEqual([])
})

test('an event of the catalogue has a name of its own', () => {
  expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([])
})
