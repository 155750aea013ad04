import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import { fulfils, type Rights } from './demand.ts'
import { nothing } from '../planning/conditions.ts'
import { isDenied, markDenied } from './denied-mark.ts'
import { demandedAt, type GuardedSchema } from './demanded-at.ts'

export interface Marked {
  /** The same document when nothing is denied. */
  readonly document: DocumentNode
  /** What is denied, such as `Customer.phone`. */
  readonly denied: ReadonlySet<string>
}

/**
 * Marks what a caller may not use of an operation. Where a field stands on an interface or a union and only some of its
 * types deny it, it is asked for type by type, so that it is fetched for none of those.
 */
export function markDeniedIn(document: DocumentNode, rights: Rights, schema: GuardedSchema): Marked {
  const denied = new Set<string>()
  const marker = new Marker(schema, rights, denied)
  const definitions = document.definitions.map(each => {
    const type =
      each.kind === Kind.OPERATION_DEFINITION
        ? schema.schema.getRootType(each.operation)
        : each.kind === Kind.FRAGMENT_DEFINITION
          ? schema.schema.getType(each.typeCondition.name.value)
          : undefined
    if (!isCompositeType(type) || !('selectionSet' in each)) return each
    return { ...each, selectionSet: marker.selection(each.selectionSet, type) }
  })
  return { document: denied.size === 0 ? document : { ...document, definitions }, denied }
}

class Marker {
  readonly #guarded: GuardedSchema
  readonly #schema: GraphQLSchema
  readonly #rights: Rights
  readonly #denied: Set<string>

  constructor(guarded: GuardedSchema, rights: Rights, denied: Set<string>) {
    this.#guarded = guarded
    this.#schema = guarded.schema
    this.#rights = rights
    this.#denied = denied
  }

  selection(set: SelectionSetNode, type: GraphQLCompositeType): SelectionSetNode {
    return { ...set, selections: set.selections.flatMap(node => this.#node(node, type)) }
  }

  #node(node: SelectionNode, type: GraphQLCompositeType): SelectionNode | SelectionNode[] {
    if (node.kind === Kind.FRAGMENT_SPREAD) return node
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const named = node.typeCondition === undefined ? type : this.#schema.getType(node.typeCondition.name.value)
      return { ...node, selectionSet: this.selection(node.selectionSet, isCompositeType(named) ? named : type) }
    }
    return node === nothing || isDenied(node) ? node : this.#field(node, type)
  }

  #field(node: FieldNode, type: GraphQLCompositeType): SelectionNode | SelectionNode[] {
    const name = node.name.value
    if (!this.#may(type, name)) return this.#deny(node, type)
    const inner = this.#inside(node, type)
    if (!isAbstractType(type)) return inner
    const possible = this.#schema.getPossibleTypes(type)
    if (possible.every(each => this.#may(each, name))) return inner
    return possible.map((each): InlineFragmentNode => ({
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: each.name } },
      selectionSet: {
        kind: Kind.SELECTION_SET,
        selections: [this.#may(each, name) ? inner : this.#deny(node, each)],
      },
    }))
  }

  #may(type: GraphQLCompositeType, name: string): boolean {
    return fulfils(this.#rights, demandedAt(type, name, this.#guarded))
  }

  #deny(node: FieldNode, type: GraphQLCompositeType): FieldNode {
    this.#denied.add(`${type.name}.${node.name.value}`)
    return markDenied(node)
  }

  #inside(node: FieldNode, type: GraphQLCompositeType): FieldNode {
    const fields = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {}
    const inner = getNamedType(fields[node.name.value]?.type)
    return node.selectionSet === undefined || !isCompositeType(inner)
      ? node
      : { ...node, selectionSet: this.selection(node.selectionSet, inner) }
  }
}
