import { isInputObjectType, isNonNullType, isObjectType, isUnionType, getNamedType } from 'graphql'
import { expect, test } from 'vitest'
import { fieldsOf, named, supergraph } from './supergraph.ts'

const mutations = fieldsOf(supergraph.getMutationType())

test('a mutation takes one input, and the first of it is the key of the call', () => {
  const odd = mutations.filter(({ args: [input, ...others] }) => {
    const type = input === undefined ? undefined : getNamedType(input.type)
    if (input?.name !== 'input' || !isNonNullType(input.type) || others.length > 0 || !isInputObjectType(type))
      return true
    const [first] = Object.values(type.getFields())
    return first?.name !== 'idempotencyKey' || String(first.type) !== 'ID!'
  })
  expect(odd.map(field => field.name)).toEqual([])
})

test('a mutation answers with a union of one success and the refusals', () => {
  const odd = mutations.filter(field => {
    const type = named(field)
    return !isUnionType(type) || type.getTypes().filter(({ name }) => name.endsWith('Success')).length !== 1
  })
  expect(odd.map(field => field.name)).toEqual([])
})

test('a refusal says in a sentence why', () => {
  const mute = mutations
    .flatMap(field => {
      const type = named(field)
      return isUnionType(type) ? type.getTypes() : []
    })
    .filter(type => isObjectType(type) && !type.name.endsWith('Success'))
    .filter(type => String(type.getFields()['message']?.type) !== 'String!')
  expect([...new Set(mute.map(type => type.name))]).toEqual([])
})
