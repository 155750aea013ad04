import {
  buildASTSchema,
  Kind,
  visit,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
  type NamedTypeNode,
  type TypeNode,
} from 'graphql'
import { LRUCache } from 'lru-cache'
import { fulfils, type Rights } from './demand.ts'
import type { Demands } from './demands.ts'

/** The schema as each caller may see it. */
export type VisibleSchema = (rights: Rights) => GraphQLSchema

/** Shows a caller what he may use, and no more; callers with equal rights share one schema. */
export function visibleSchemas(document: DocumentNode, whole: GraphQLSchema, demands: Demands): VisibleSchema {
  const kept = new LRUCache<string, GraphQLSchema>({ max: 100 })
  return rights => {
    const mask = demands.rights.map(right => (rights.has(right) ? '1' : '0')).join('')
    if (!mask.includes('0')) return whole
    const known = kept.get(mask)
    if (known !== undefined) return known
    const schema = buildASTSchema(visibleOf(document, demands, rights), { assumeValid: true })
    kept.set(mask, schema)
    return schema
  }
}

/** The document without the fields that are denied, the types that are left without any, and what nothing leads to. */
function visibleOf(document: DocumentNode, demands: Demands, rights: Rights): DocumentNode {
  const hidden = new Set<string>()
  // A schema has a root for queries, though nothing may be left in it.
  const hide = (name: string): void => void (name === 'Query' || hidden.add(name))
  for (const { name } of typesOf(document)) if (!fulfils(rights, demands.ofType(name))) hide(name)
  let visible = document
  for (let before = -1; before !== hidden.size;) {
    before = hidden.size
    visible = withoutHidden(document, {
      type: name => hidden.has(name),
      field: (type, name, given) =>
        hidden.has(given) || !fulfils(rights, [...demands.ofType(type), ...demands.ofField(type, name)]),
    })
    for (const { name, isEmpty } of typesOf(visible)) if (isEmpty) hide(name)
  }
  const reached = reachedIn(visible, hidden)
  return {
    ...visible,
    definitions: visible.definitions.filter(each => !isNamedType(each) || reached.has(each.name.value)),
  }
}

interface Hides {
  readonly type: (name: string) => boolean
  readonly field: (type: string, name: string, given: string) => boolean
}

const shown = (types: readonly NamedTypeNode[] | undefined, hides: Hides): NamedTypeNode[] =>
  (types ?? []).filter(({ name }) => !hides.type(name.value))

const withoutHidden = (document: DocumentNode, hides: Hides): DocumentNode => ({
  ...document,
  definitions: document.definitions.map(each => {
    if (each.kind === Kind.SCHEMA_DEFINITION)
      return { ...each, operationTypes: each.operationTypes.filter(({ type }) => !hides.type(type.name.value)) }
    if (each.kind === Kind.UNION_TYPE_DEFINITION) return { ...each, types: shown(each.types, hides) }
    if (each.kind !== Kind.OBJECT_TYPE_DEFINITION && each.kind !== Kind.INTERFACE_TYPE_DEFINITION) return each
    const fields = (each.fields ?? []).filter(
      field => !hides.field(each.name.value, field.name.value, nameOf(field.type)),
    )
    return { ...each, fields, interfaces: shown(each.interfaces, hides) }
  }),
})

const typesOf = (document: DocumentNode): { readonly name: string; readonly isEmpty: boolean }[] =>
  document.definitions.flatMap(each => (isNamedType(each) ? [{ name: each.name.value, isEmpty: isEmpty(each) }] : []))

const isEmpty = (definition: DefinitionNode): boolean =>
  ('fields' in definition && definition.fields?.length === 0) ||
  (definition.kind === Kind.UNION_TYPE_DEFINITION && definition.types?.length === 0)

const isNamedType = <Definition extends { readonly kind: string }>(
  definition: Definition,
): definition is Extract<Definition, { readonly kind: `${string}TypeDefinition` }> =>
  definition.kind.endsWith('TypeDefinition')

/** The types that lead on from the roots, with those that stand for what is reached. */
function reachedIn(document: DocumentNode, hidden: ReadonlySet<string>): ReadonlySet<string> {
  const leads = new Map<string, Set<string>>()
  const lead = (from: string, to: string): void => {
    if (!hidden.has(to)) leads.set(from, (leads.get(from) ?? new Set()).add(to))
  }
  for (const each of document.definitions) {
    const from = isNamedType(each) ? each.name.value : ''
    visit(each, { NamedType: ({ name }) => lead(from, name.value) })
    if (each.kind === Kind.OBJECT_TYPE_DEFINITION)
      for (const { name } of each.interfaces ?? []) lead(name.value, each.name.value)
  }
  const reached = new Set<string>()
  const go = (name: string): void => {
    if (reached.has(name)) return
    reached.add(name)
    for (const next of leads.get(name) ?? []) go(next)
  }
  for (const root of ['', 'Query', 'Mutation', 'Subscription']) if (!hidden.has(root)) go(root)
  return reached
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type)
}
