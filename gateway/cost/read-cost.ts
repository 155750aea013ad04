import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import { fragmentsOf } from '../limits/document-size.ts'
import { argumentsCostOf } from './arguments-cost.ts'
import type { CostRules } from './cost-rules.ts'
import type { CostNode, CostSet, Values } from './cost-tree.ts'
import { sizeOf } from './list-size.ts'

export interface CostSchema {
  readonly schema: GraphQLSchema
  readonly costs: CostRules
}

/** What a change costs by itself, where nothing else is said. */
const changeWeight = 10

/** Reads, once, what the fields of an operation cost. */
export function readCost(document: DocumentNode, operation: OperationDefinitionNode, target: CostSchema): CostSet {
  const root = target.schema.getRootType(operation.operation)
  const fragments = fragmentsOf(document)

  function setOf(selections: readonly SelectionSetNode[], type: GraphQLCompositeType, sized: ReadonlySet<string>) {
    const always = new Map<string, FieldNode[]>()
    const byType = new Map<string, Map<string, FieldNode[]>>()
    const collect = (set: SelectionSetNode, static_: GraphQLCompositeType, visited: ReadonlySet<string>): void => {
      for (const node of set.selections) {
        if (node.kind === Kind.FIELD) {
          const apart = static_ !== type && isObjectType(static_)
          const group = apart ? (byType.get(static_.name) ?? new Map<string, FieldNode[]>()) : always
          if (apart) byType.set(static_.name, group)
          const key = node.alias?.value ?? node.name.value
          group.set(key, [...(group.get(key) ?? []), node])
          continue
        }
        const name = node.kind === Kind.FRAGMENT_SPREAD ? node.name.value : undefined
        if (name !== undefined && visited.has(name)) continue
        const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value)
        if (fragment === undefined) continue
        const named = fragment.typeCondition && target.schema.getType(fragment.typeCondition.name.value)
        const inner = isCompositeType(named) ? named : static_
        collect(fragment.selectionSet, inner, name === undefined ? visited : new Set([...visited, name]))
      }
    }
    for (const selection of selections) collect(selection, type, new Set())
    const nodesOf = (group: ReadonlyMap<string, readonly FieldNode[]>, on: GraphQLCompositeType): CostNode[] =>
      [...group].flatMap(([key, nodes]) => nodeOf({ key, nodes, on, sized }))
    return {
      always: nodesOf(always, type),
      byType: new Map(
        [...byType].map(([name, group]) => {
          const on = target.schema.getType(name)
          return [name, nodesOf(group, isCompositeType(on) ? on : type)]
        }),
      ),
    } satisfies CostSet
  }

  function nodeOf({ key, nodes, on, sized }: FieldPlace): CostNode[] {
    const [node] = nodes
    const field = node && (isObjectType(on) || isInterfaceType(on) ? on.getFields()[node.name.value] : undefined)
    if (node === undefined || field === undefined) return []
    const place = `${on.name}.${node.name.value}`
    const type = getNamedType(field.type)
    const isComposite = isCompositeType(type)
    const isChange = on === root && operation.operation === OperationTypeNode.MUTATION
    const usual = isChange ? changeWeight : isComposite ? 1 : 0
    const { size, sized: inside } = sizeOf(place, field, node, target.costs)
    const selections = nodes.flatMap(each => (each.selectionSet === undefined ? [] : [each.selectionSet]))
    return [
      {
        key,
        weight: target.costs.weights.get(place) ?? target.costs.weights.get(type.name) ?? usual,
        isList: isListType(getNullableType(field.type)),
        isSized: sized.has(node.name.value),
        size,
        argumentsCost: argumentsCostOf(place, field, node, target.costs),
        isIncluded: inclusionOf(nodes),
        inner: isComposite ? setOf(selections, type, inside) : nothing,
      },
    ]
  }
  return root == null ? nothing : setOf([operation.selectionSet], root, new Set())
}

interface FieldPlace {
  readonly key: string
  readonly nodes: readonly FieldNode[]
  readonly on: GraphQLCompositeType
  /** The fields whose lists are as long as the field around them says. */
  readonly sized: ReadonlySet<string>
}

const nothing: CostSet = { always: [], byType: new Map() }

/** Whether any of the places of a field is included, by its own conditions. */
function inclusionOf(nodes: readonly FieldNode[]): (variables: Values) => boolean {
  if (nodes.some(({ directives = [] }) => directives.length === 0)) return () => true
  return variables =>
    nodes.some(({ directives = [] }) =>
      directives.every(({ name, arguments: given = [] }) => {
        const condition = given.find(each => each.name.value === 'if')?.value
        const value =
          condition?.kind === Kind.VARIABLE
            ? variables[condition.name.value] === true
            : condition?.kind === Kind.BOOLEAN && condition.value
        return name.value === 'skip' ? !value : name.value !== 'include' || value
      }),
    )
}
