import { Kind, type ConstDirectiveNode, type DirectiveNode, type DocumentNode } from 'graphql'
import { given, isConstant } from '../contexts/contexts.ts'
import { linkedName } from '../supergraph/linked-name.ts'

/** How long a list is taken to be, by `@listSize`. */
export interface ListSize {
  readonly assumed: number | undefined
  /** Arguments that bound it. */
  readonly slicing: readonly string[]
  /** Fields of what the field gives that are the lists; none where the field itself is one. */
  readonly sized: readonly string[]
}

/** What a supergraph says of costs, by coordinates: `Car`, `Car.owner`, `Query.cars(filter:)`, `CarFilter.text`. */
export interface CostRules {
  readonly weights: ReadonlyMap<string, number>
  readonly sizes: ReadonlyMap<string, ListSize>
  /** Whether fields of inputs weigh anything. */
  readonly weighsInputs: boolean
}

/** Reads `@cost` and `@listSize` of a supergraph, whatever it calls them. */
export function costRulesOf(supergraph: DocumentNode): CostRules {
  const [cost, listSize] = [linkedName(supergraph, 'cost'), linkedName(supergraph, 'cost', 'listSize')]
  const weights = new Map<string, number>()
  const sizes = new Map<string, ListSize>()
  let weighsInputs = false

  const read = (place: string, directives: readonly DirectiveNode[] | undefined): void => {
    for (const directive of (directives ?? []).filter(isConstant)) {
      const weight = directive.name.value === cost ? numberIn(directive, 'weight') : undefined
      if (weight !== undefined) weights.set(place, weight)
      if (directive.name.value !== listSize) continue
      sizes.set(place, {
        assumed: numberIn(directive, 'assumedSize'),
        slicing: textsIn(directive, 'slicingArguments'),
        sized: textsIn(directive, 'sizedFields'),
      })
    }
  }
  for (const type of supergraph.definitions) {
    if (!('fields' in type) && !('directives' in type)) continue
    if (!('name' in type) || type.name === undefined || type.kind === Kind.OPERATION_DEFINITION) continue
    read(type.name.value, type.directives)
    if (!('fields' in type)) continue
    for (const field of type.fields ?? []) {
      const place = `${type.name.value}.${field.name.value}`
      const before = weights.size
      read(place, field.directives)
      if (field.kind === Kind.INPUT_VALUE_DEFINITION) weighsInputs ||= weights.size > before
      else for (const argument of field.arguments ?? []) read(`${place}(${argument.name.value}:)`, argument.directives)
    }
  }
  return { weights, sizes, weighsInputs }
}

function numberIn(directive: ConstDirectiveNode, name: string): number | undefined {
  const value = given(directive, name)
  return value !== undefined && (value.kind === Kind.INT || value.kind === Kind.FLOAT || value.kind === Kind.STRING)
    ? Number(value.value)
    : undefined
}

function textsIn(directive: ConstDirectiveNode, name: string): string[] {
  const list = given(directive, name)
  return (list?.kind === Kind.LIST ? list.values : []).flatMap(each => (each.kind === Kind.STRING ? [each.value] : []))
}
