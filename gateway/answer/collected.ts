import {
  Kind,
  isAbstractType,
  type DocumentNode,
  type FieldNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql'
import { nothing } from '../planning/conditions.ts'

/** What an answer is shaped by. */
export interface Shape {
  readonly schema: GraphQLSchema
  readonly document: DocumentNode
}

/** The fields of an object of one type by the name under which they are answered, in order, equal names together. */
export function collectFields(
  shape: Shape,
  type: GraphQLObjectType | GraphQLInterfaceType,
  selections: readonly SelectionSetNode[],
): ReadonlyMap<string, readonly FieldNode[]> {
  const fields = new Map<string, FieldNode[]>()
  for (const selection of selections) collectInto(fields, shape, { type, selection, visited: new Set() })
  return fields
}

interface Visit {
  readonly type: GraphQLObjectType | GraphQLInterfaceType
  readonly selection: SelectionSetNode
  readonly visited: Set<string>
}

function collectInto(fields: Map<string, FieldNode[]>, shape: Shape, { type, selection, visited }: Visit): void {
  for (const node of selection.selections) {
    if (node === nothing) continue
    if (node.kind === Kind.FIELD) {
      const key = node.alias?.value ?? node.name.value
      const same = fields.get(key)
      if (same === undefined) fields.set(key, [node])
      else same.push(node)
      continue
    }
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragmentNamed(shape.document, node.name.value, visited)
    if (fragment === undefined || !applies(shape.schema, fragment.typeCondition?.name.value, type)) continue
    collectInto(fields, shape, { type, selection: fragment.selectionSet, visited })
  }
}

function fragmentNamed(document: DocumentNode, name: string, visited: Set<string>) {
  if (visited.has(name)) return undefined
  visited.add(name)
  return document.definitions
    .filter(node => node.kind === Kind.FRAGMENT_DEFINITION)
    .find(node => node.name.value === name)
}

function applies(
  schema: GraphQLSchema,
  condition: string | undefined,
  type: GraphQLObjectType | GraphQLInterfaceType,
): boolean {
  if (condition === undefined || condition === type.name) return true
  const abstract = schema.getType(condition)
  return isAbstractType(abstract) && schema.isSubType(abstract, type)
}
