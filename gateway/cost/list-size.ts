import {
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  valueFromASTUntyped,
  type FieldNode,
  type GraphQLField,
} from 'graphql'
import type { CostRules, ListSize } from './cost-rules.ts'
import type { Values } from './cost-tree.ts'

/** How long a list is taken to be of which nothing is said. */
const usualSize = 10

/** The arguments that bound a list of which nothing is said. */
const pageArguments = new Set(['first', 'last'])

export interface FieldSize {
  readonly size: (variables: Values) => number
  /** The fields of what the field gives whose lists are so long. */
  readonly sized: ReadonlySet<string>
}

/** How many objects a field gives: by `@listSize`, or by `first` or `last` where it has such an argument. */
export function sizeOf(
  place: string,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  { sizes }: CostRules,
): FieldSize {
  const rule = sizes.get(place) ?? usualRule(field)
  const usual = rule.assumed ?? usualSize
  const sized = new Set(rule.sized)
  const slices = rule.slicing.map(name => sliceOf(name, field, node))
  if (slices.length === 0) return { size: () => usual, sized }
  return {
    sized,
    size(variables) {
      const told = slices.map(slice => slice(variables)).filter(each => typeof each === 'number')
      return told.length === 0 ? usual : Math.max(0, ...told)
    },
  }
}

/** A connection's lists are bounded by its page, a list of its own by itself. */
function usualRule(field: GraphQLField<unknown, unknown>): ListSize {
  const slicing = field.args.map(({ name }) => name).filter(name => pageArguments.has(name))
  const type = getNamedType(field.type)
  const isList = isListType(getNullableType(field.type))
  const lists =
    isList || slicing.length === 0 || !(isObjectType(type) || isInterfaceType(type))
      ? []
      : Object.values(type.getFields()).filter(each => isListType(getNullableType(each.type)))
  return { assumed: undefined, slicing, sized: lists.map(({ name }) => name) }
}

/** The value of an argument; its default where it isn't given. */
function sliceOf(name: string, field: GraphQLField<unknown, unknown>, node: FieldNode): (variables: Values) => unknown {
  const given = node.arguments?.find(each => each.name.value === name)?.value
  const usual: unknown = field.args.find(each => each.name === name)?.defaultValue
  if (given === undefined) return () => usual
  if (given.kind === Kind.VARIABLE) return variables => variables[given.name.value] ?? usual
  const value = valueFromASTUntyped(given) ?? usual
  return () => value
}
