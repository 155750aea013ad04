import {
  getNamedType,
  isInputObjectType,
  valueFromASTUntyped,
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql'
import type { CostRules } from './cost-rules.ts'
import type { Values } from './cost-tree.ts'

const free = (): number => 0

/** What the arguments of a field cost that are given, with the fields of inputs in them. */
export function argumentsCostOf(
  place: string,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  { weights, weighsInputs }: CostRules,
): (variables: Values) => number {
  const given = (node.arguments ?? []).flatMap(({ name, value }) => {
    const argument = field.args.find(each => each.name === name.value)
    return argument === undefined
      ? []
      : [{ value, type: argument.type, weight: weights.get(`${place}(${name.value}:)`) }]
  })
  const fixed = given.reduce((sum, { weight = 0 }) => sum + weight, 0)
  if (!weighsInputs) return fixed === 0 ? free : () => fixed
  return variables =>
    given.reduce(
      (sum, { value, type }) => sum + inputCost(valueFromASTUntyped(value, { ...variables }), type, weights),
      fixed,
    )
}

function inputCost(value: unknown, type: GraphQLInputType, weights: CostRules['weights']): number {
  const named = getNamedType(type)
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + inputCost(each, named, weights), 0)
  if (!isInputObjectType(named) || typeof value !== 'object' || value === null) return 0
  const fields = named.getFields()
  return Object.entries(value).reduce((sum, [name, inner]) => {
    const field = fields[name]
    const own = weights.get(`${named.name}.${name}`) ?? 0
    return sum + own + (field === undefined ? 0 : inputCost(inner, field.type, weights))
  }, 0)
}
