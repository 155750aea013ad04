import {
  Kind,
  type ConstDirectiveNode,
  type DirectiveNode,
  type DocumentNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql'
import { fieldSet, given, isConstant, named, textOf, type Contexts } from '../contexts/contexts.ts'
import { linkedName } from '../supergraph/linked-name.ts'
import { isAudience } from './audiences.ts'
import type { Demand } from './demand.ts'

/** What the types and fields of a supergraph demand of those who ask for them. */
export interface Demands {
  /** Whether nothing is demanded anywhere. */
  readonly none: boolean
  /** All rights that are demanded anywhere. */
  readonly rights: readonly string[]
  ofType(type: string): readonly Demand[]
  /** What a field demands, without its own type's and its parent's demands, but with those of all that it is made from. */
  ofField(type: string, field: string): readonly Demand[]
}

interface Field {
  readonly type: string
  readonly own: readonly Demand[]
  /** What has to be fetched for it, each with the type that it stands in. */
  readonly needs: readonly { readonly type: string; readonly selection: SelectionSetNode }[]
}

/**
 * Reads `@authenticated`, `@requiresScopes` and `@policy` of a supergraph, whatever it calls them, and whom `@tag` says
 * that something is for.
 */
export function demandsOf(supergraph: DocumentNode, contexts: Contexts): Demands {
  const read = reader(supergraph)
  const types = new Map<string, readonly Demand[]>()
  const fields = new Map<string, Field>()
  for (const definition of supergraph.definitions) {
    if (!('directives' in definition) || !('name' in definition) || definition.name === undefined) continue
    const type = definition.name.value
    types.set(type, read(definition.directives))
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue
    for (const field of definition.fields ?? []) {
      const required = named(field.directives, 'join__field').map(each => textOf(each, 'requires'))
      const taken = contexts.fields.get(`${type}.${field.name.value}`)?.arguments ?? []
      fields.set(`${type}.${field.name.value}`, {
        type: nameOf(field.type),
        own: read(field.directives),
        needs: [
          ...required.filter(text => text !== '').map(text => ({ type, selection: fieldSet(text) })),
          ...taken.flatMap(({ context, selection }) =>
            [...(contexts.setters.get(context) ?? [])].map(setter => ({ type: setter, selection })),
          ),
        ],
      })
    }
  }
  const whole = new Map<string, readonly Demand[]>()
  const ofType = (type: string): readonly Demand[] => types.get(type) ?? []

  function ofField(type: string, name: string): readonly Demand[] {
    const place = `${type}.${name}`
    const known = whole.get(place)
    if (known !== undefined) return known
    const field = fields.get(place)
    if (field === undefined) return []
    // Fields that need each other are none the more demanding for it.
    whole.set(place, field.own)
    const all = [...field.own, ...field.needs.flatMap(need => ofSelection(need.selection, need.type))]
    whole.set(place, all)
    return all
  }

  const ofSelection = ({ selections }: SelectionSetNode, type: string): Demand[] => [
    ...ofType(type),
    ...selections.flatMap((node): Demand[] => {
      if (node.kind === Kind.FRAGMENT_SPREAD) return []
      if (node.kind === Kind.INLINE_FRAGMENT)
        return ofSelection(node.selectionSet, node.typeCondition?.name.value ?? type)
      const inner = fields.get(`${type}.${node.name.value}`)?.type ?? ''
      const below = node.selectionSet === undefined ? ofType(inner) : ofSelection(node.selectionSet, inner)
      return [...ofField(type, node.name.value), ...below]
    }),
  ]

  const rights = new Set([...types.values(), ...[...fields.values()].map(({ own }) => own)].flat(3))
  return { none: rights.size === 0, rights: [...rights], ofType, ofField }
}

/** Reads the demands that stand at a type or a field. */
function reader(supergraph: DocumentNode): (directives: readonly DirectiveNode[] | undefined) => readonly Demand[] {
  const authenticated = linkedName(supergraph, 'authenticated')
  const scopes = linkedName(supergraph, 'requiresScopes')
  const policies = linkedName(supergraph, 'policy')
  const tag = linkedName(supergraph, 'tag')
  return (all = []) => {
    const directives = all.filter(isConstant)
    const tags = named(directives, tag)
      .map(each => textOf(each, 'name'))
      .filter(isAudience)
    const demands = directives.flatMap((directive): Demand[] => {
      const name = directive.name.value
      if (name === authenticated) return [[['authenticated']]]
      if (name === scopes) return [waysOf(directive, 'scopes', 'scope')]
      return name === policies ? [waysOf(directive, 'policies', 'policy')] : []
    })
    return tags.length === 0 ? demands : [...demands, tags.map(each => [`tag:${each}`])]
  }
}

function waysOf(directive: ConstDirectiveNode, argument: string, kind: string): Demand {
  const ways = given(directive, argument)
  return (ways?.kind === Kind.LIST ? ways.values : []).map(way =>
    (way.kind === Kind.LIST ? way.values : [way]).map(each => `${kind}:${'value' in each ? String(each.value) : ''}`),
  )
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type)
}
