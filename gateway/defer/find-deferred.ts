import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionSetNode,
} from 'graphql'
import type { Flags } from '../planning/conditions.ts'
import { planKey, type TakenNames } from '../planning/plan-names.ts'
import { deferOf } from './defer-directive.ts'
import type { PlaceStep } from './places.ts'

/** A deferred fragment as it stands in an operation. */
export interface Found {
  readonly node: InlineFragmentNode
  readonly label: string | undefined
  /** The deferred fragment that it stands in. */
  readonly parent: Found | undefined
  /** The way to its objects from the root. */
  readonly place: readonly PlaceStep[]
  readonly type: GraphQLCompositeType
}

export interface DeferSchema {
  readonly schema: GraphQLSchema
  readonly taken: TakenNames
}

type At = Pick<Found, 'parent' | 'place' | 'type'>

/** The deferred fragments of a selection without named fragments, those that stand in others after them. */
export function findDeferred(
  selection: SelectionSetNode,
  at: At,
  target: DeferSchema & { readonly flags: Flags },
): Found[] {
  return selection.selections.flatMap(node => {
    if (node.kind === Kind.FRAGMENT_SPREAD || node.selectionSet === undefined) return []
    if (node.kind === Kind.FIELD) {
      const fields = isObjectType(at.type) || isInterfaceType(at.type) ? at.type.getFields() : {}
      const type = getNamedType(fields[node.name.value]?.type)
      const step = { key: node.alias?.value ?? node.name.value, planKey: planKey(node, target.taken) }
      return isCompositeType(type)
        ? findDeferred(node.selectionSet, { ...at, type, place: [...at.place, step] }, target)
        : []
    }
    const named = node.typeCondition === undefined ? at.type : target.schema.getType(node.typeCondition.name.value)
    const type = isCompositeType(named) ? named : at.type
    const place = type === at.type ? at.place : [...at.place, { condition: type.name }]
    const defer = deferOf(node, target.flags)
    if (defer === undefined) return findDeferred(node.selectionSet, { ...at, type, place }, target)
    const found: Found = { ...defer, node, parent: at.parent, place, type }
    return [found, ...findDeferred(node.selectionSet, { type, place, parent: found }, target)]
  })
}
