import { Kind, parse, type DirectiveNode, type TypeNode } from 'graphql'
import { expect, test } from 'vitest'
import { contractOf } from '#platform/subgraph.ts'
import { registry } from '../../subgraphs/registry.ts'
import { notPersonal } from './not-personal.ts'

interface Told {
  /** `Customer.phone`, or `Query.customersByPhone(phone)` for an argument. */
  readonly at: string
  readonly name: string
  readonly type: TypeNode
  readonly directives: readonly DirectiveNode[] | undefined
}

/** Names that fields of a person have, or of what somebody writes about one. */
const personal =
  /name|phone|email|wechat|address|street|district|postal|birth|plate|contact|note|reason|summary|subject|body|text|complaint|resolution|document|label|comment|value|question|answer$|because/i

const isText = (type: TypeNode): boolean =>
  type.kind === Kind.NAMED_TYPE ? ['String', 'Date'].includes(type.name.value) : isText(type.type)

function* toldBy(contract: string): Generator<Told> {
  for (const definition of parse(contract).definitions) {
    if (!('fields' in definition) || definition.name === undefined) continue
    for (const field of definition.fields ?? []) {
      const at = `${definition.name.value}.${field.name.value}`
      yield { at, name: field.name.value, type: field.type, directives: field.directives }
      if (field.kind !== Kind.FIELD_DEFINITION) continue
      for (const { name, type, directives } of field.arguments ?? [])
        yield { at: `${at}(${name.value})`, name: name.value, type, directives }
    }
  }
}

const all = registry.flatMap(({ subgraph }) => [...toldBy(contractOf(subgraph.folder))])
const isClassed = ({ directives }: Told): boolean => directives?.some(({ name }) => name.value === 'pii') ?? false
const suspects = all.filter(({ name, type }) => personal.test(name) && isText(type))

test('a text that is named like something of a person has a class of @pii, or a reason why it needs none', () => {
  const unclassed = suspects.filter(told => !isClassed(told)).map(({ at }) => at)
  expect(unclassed.filter(at => !notPersonal.has(at))).toEqual([])
})

test('whatever needs no class is still there and has none', () => {
  const unclassed = new Set(suspects.filter(told => !isClassed(told)).map(({ at }) => at))
  expect([...notPersonal.keys()].filter(at => !unclassed.has(at))).toEqual([])
})

test('what tells of a person is never answered the same to everybody', () => {
  const shared = all.filter(told => isClassed(told) && told.directives?.some(({ name }) => name.value === 'public'))
  expect(shared.map(({ at }) => at)).toEqual([])
})
