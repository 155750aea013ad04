import type { FlattenNodePathSegment } from '@graphql-hive/router-query-planner'
import {
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  Kind,
  print,
  visit,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import { nothing } from '../planning/conditions.ts'
import type { ContextSource } from './context-source.ts'
import type { ContextualArgument, Contexts } from './contexts.ts'
import { hiddenKey } from './hidden-names.ts'

export type PlanPath = readonly FlattenNodePathSegment[]

/** An object of the operation, and what it is asked for besides, for the sake of fields below it. */
export interface Frame {
  readonly type: GraphQLCompositeType
  readonly path: PlanPath
  readonly added: Map<string, SelectionNode>
}

/** An object around a field, with the types that it may have where the field stands. */
export interface Around {
  readonly frame: Frame
  readonly possible: readonly string[]
}

/** Lets the objects around carry a value: the nearest that sets the context, by types that are known when run. */
export function carriedFrom(
  around: readonly Around[],
  { name, context, type, selection }: ContextualArgument,
  { schema, contexts }: { readonly schema: GraphQLSchema; readonly contexts: Contexts },
): ContextSource {
  const setters = contexts.setters.get(context) ?? new Set()
  const candidates: ContextSource['candidates'][number][] = []
  for (const { frame, possible } of around) {
    const setting = possible.filter(each => [...setters].some(setter => fits(schema, each, setter)))
    if (setting.length === 0) continue
    // An interface that sets the context has the field itself, unless each type has one of its own.
    const isPlain = selection.selections.every(node => node.kind === Kind.FIELD)
    const own = isPlain && isInterfaceType(frame.type) && setters.has(frame.type.name) ? [frame.type.name] : setting
    for (const setter of own)
      for (const field of fieldsFor(setter, selection)) {
        const key = hiddenKey(setter, field.name.value)
        const always = setter === frame.type.name
        addTo(frame, hidden(field, key), always ? undefined : setter)
        candidates.push({
          depth: frame.path.length,
          type: always ? undefined : setter,
          key,
          selection: field.selectionSet,
        })
      }
    if (setting.length === possible.length) break
  }
  return { argument: name, required: type.kind === Kind.NON_NULL_TYPE, candidates }
}

/** The object types that a type may stand for. */
export function possibleTypes(schema: GraphQLSchema, type: GraphQLCompositeType): readonly string[] {
  return isAbstractType(type) ? schema.getPossibleTypes(type).map(each => each.name) : [type.name]
}

function fits(schema: GraphQLSchema, object: string, setter: string): boolean {
  if (object === setter) return true
  const type = schema.getType(setter)
  return isCompositeType(type) && possibleTypes(schema, type).includes(object)
}

export const selectionOf = (selections: readonly SelectionNode[]): SelectionSetNode => ({
  kind: Kind.SELECTION_SET,
  selections,
})

function addTo({ added }: Frame, node: FieldNode, condition: string | undefined): void {
  if (condition === undefined) return void added.set(print(node), node)
  const fragment: SelectionNode = {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: condition } },
    selectionSet: selectionOf([node]),
  }
  added.set(nothing.name.value, nothing).set(print(fragment), fragment)
}

/** The field of a context's selection that is meant for a type; of several types each may have its own. */
const fieldsFor = (type: string, { selections }: SelectionSetNode): FieldNode[] =>
  selections.flatMap(node => {
    if (node.kind === Kind.FIELD) return [node]
    if (node.kind === Kind.FRAGMENT_SPREAD) return []
    const condition = node.typeCondition?.name.value
    return condition === undefined || condition === type ? fieldsFor(type, node.selectionSet) : []
  })

/** A field of a context's selection under its hidden name; objects of several types inside it tell theirs. */
const hidden = (field: FieldNode, key: string): FieldNode => ({
  ...visit(field, {
    SelectionSet: node =>
      node.selections.some(each => each.kind === Kind.INLINE_FRAGMENT)
        ? { ...node, selections: [nothing, ...node.selections] }
        : undefined,
  }),
  alias: { kind: Kind.NAME, value: key },
})
