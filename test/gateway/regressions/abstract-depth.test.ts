import { buildSchema, parse } from 'graphql'
import { expect, test } from 'vitest'
import { compileProjection } from '../../../gateway/answer/projection.ts'

test('interfaces inside interfaces cost no more for each level than for the one before', () => {
  const schema = buildSchema(`type Query { n: N } interface N { n: N }
    ${['A', 'B', 'C', 'D'].map(name => `type ${name} implements N { n: N }`).join(' ')}`)
  const text = `{ ${'n { ... on N { '.repeat(20)} __typename ${'} }'.repeat(20)} }`
  const project = compileProjection({ schema, taken: new Set() }, parse(text))
  expect(project({ n: null }, [])).toEqual({ n: null })
})
