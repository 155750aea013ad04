import {
  getNullableType,
  isScalarType,
  Kind,
  parse,
  TokenKind,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
  type IntValueNode,
  type OperationDefinitionNode,
  type StringValueNode,
} from 'graphql'
import type { CutText, Literal } from './cut-literals.ts'

/** An operation with literals of its text as variables. */
export interface LiftedText {
  readonly text: string
  readonly variables: Readonly<Record<string, string | number>>
}

/** Lifts the literals of texts that have one template. */
export type Lift = (text: string, literals: readonly Literal[]) => LiftedText

const prefix = '_literal'

/**
 * How the literals of a template become variables: those of arguments and input fields whose type is a scalar of the
 * language. Others stay as they are. Undefined when there is nothing to lift, or when it would not be valid: two equal
 * fields that answer under one name need the same literal.
 */
export function liftOf(text: string, { literals }: CutText, schema: GraphQLSchema): Lift | undefined {
  const document = parse(text)
  const operation = onlyOperation(document)
  if (operation === undefined || text.includes(`$${prefix}`)) return undefined
  const types = typesByPlace(document, schema)
  const slots = literals.map(({ start }) => types.get(start))
  const lifted = slots.flatMap((type, nth) => (type === undefined ? [] : [{ nth, type, name: `${prefix}${nth}` }]))
  if (lifted.length === 0) return undefined

  const declared = lifted.map(({ name, type }) => `$${name}: ${type}!`).join(' ')
  const parts = partsOf(text, literals, declarationIn(operation, declared))
  const write = (given: string, found: readonly Literal[]): string =>
    parts
      .map(part => {
        if (typeof part === 'string') return part
        const at = found[part]
        return slots[part] === undefined && at !== undefined ? given.slice(at.start, at.end) : `$${prefix}${part}`
      })
      .join('')
  const whole = write(text, literals)
  if (validate(schema, parse(whole, { noLocation: true })).length > 0) return undefined

  const same = lifted.length === literals.length
  return (given, found) => ({
    text: same ? whole : write(given, found),
    variables: Object.fromEntries(lifted.map(({ nth, type, name }) => [name, valueFor(type, found[nth]?.value ?? '')])),
  })
}

function onlyOperation({ definitions }: DocumentNode): OperationDefinitionNode | undefined {
  const operations = definitions.filter(node => node.kind === Kind.OPERATION_DEFINITION)
  return operations.length === 1 ? operations[0] : undefined
}

const takes: Readonly<Record<'IntValue' | 'StringValue', readonly string[]>> = {
  IntValue: ['Int', 'Float', 'ID'],
  StringValue: ['String', 'ID'],
}

/** The types of the literals that can be lifted, by their places in the text. */
function typesByPlace(document: DocumentNode, schema: GraphQLSchema): ReadonlyMap<number, string> {
  const types = new Map<number, string>()
  const info = new TypeInfo(schema)
  const note = (node: IntValueNode | StringValueNode): void => {
    const type = getNullableType(info.getInputType())
    if (isScalarType(type) && takes[node.kind].includes(type.name) && node.loc !== undefined)
      types.set(node.loc.start, type.name)
  }
  visit(
    document,
    visitWithTypeInfo(info, {
      VariableDefinition: () => false,
      Directive: () => false,
      IntValue: note,
      StringValue: note,
    }),
  )
  return types
}

interface Declaration {
  readonly at: number
  readonly text: string
}

/** Where an operation declares further variables, and how. */
function declarationIn(operation: OperationDefinitionNode, declared: string): Declaration {
  const { name, variableDefinitions = [], loc } = operation
  const last = variableDefinitions.at(-1)?.loc
  if (last !== undefined) return { at: last.end, text: `, ${declared}` }
  if (name?.loc !== undefined) return { at: name.loc.end, text: `(${declared})` }
  const start = loc?.start ?? 0
  return loc?.startToken.kind === TokenKind.BRACE_L
    ? { at: start, text: `query(${declared}) ` }
    : { at: start + operation.operation.length, text: `(${declared})` }
}

/** The text in parts: what stands between its literals, the declaration among it, and the literals by their numbers. */
function partsOf(text: string, literals: readonly Literal[], { at, text: added }: Declaration): (string | number)[] {
  const between = (start: number, end: number): string =>
    start <= at && at <= end ? text.slice(start, at) + added + text.slice(at, end) : text.slice(start, end)
  const parts = literals.flatMap(({ start }, nth) => [between(literals[nth - 1]?.end ?? 0, start), nth])
  return [...parts, between(literals.at(-1)?.end ?? 0, text.length)]
}

const valueFor = (type: string, value: string | number): string | number => (type === 'ID' ? String(value) : value)
