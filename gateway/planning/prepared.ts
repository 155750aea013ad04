import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
  print,
  validate,
  visit,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql'
import { flagNamesOf, type Flags } from '../answer/conditions.ts'
import { compileProjection, type Projection } from '../answer/projection.ts'
import { compilePlan, type PlanSchema } from '../execution/compile-plan.ts'
import type { Step } from '../execution/run.ts'
import type { Planner } from './planner.ts'

/** An operation that was parsed, validated, planned and compiled: it only has to be run. */
export interface Prepared {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  /** Asks the subgraphs; undefined when the operation needs none. */
  readonly program: Step | undefined
  /** Whether the operation asks for the schema itself. */
  readonly introspects: boolean
  /** The shape of the answer, which `@skip` and `@include` may change with the variables. */
  projection(variables: Readonly<Record<string, unknown>>): Projection
}

/** Errors of the request: nothing was executed. */
export class RequestRefused extends Error {
  readonly errors: readonly GraphQLError[]

  constructor(errors: readonly GraphQLError[]) {
    super(errors[0]?.message)
    this.errors = errors
  }
}

export interface PrepareSchema extends PlanSchema {
  readonly schema: GraphQLSchema
  readonly planner: Planner
}

export interface OperationText {
  readonly text: string
  readonly operationName: string | null
}

export async function prepare({ text, operationName }: OperationText, target: PrepareSchema): Promise<Prepared> {
  const document = parsed(text)
  const operation = chosen(document, operationName)
  const errors = validate(target.schema, document)
  if (errors.length > 0) throw refusal('GRAPHQL_VALIDATION_FAILED', errors)
  const asked = withoutIntrospection(document)
  const plan = await target.planner.plan({
    text: asked === document ? text : print(asked),
    operationName: operation.name?.value ?? null,
  })
  const flagNames = flagNamesOf(document)
  const projections = new Map<string, Projection>()
  return {
    document,
    operation,
    program: plan === undefined ? undefined : compilePlan(plan, target),
    introspects: asked !== document,
    projection(variables) {
      const flags: Flags = new Map(flagNames.map(name => [name, variables[name] === true]))
      const variant = flagNames.map(name => (flags.get(name) === true ? '1' : '0')).join('')
      const known = projections.get(variant)
      if (known !== undefined) return known
      const made = compileProjection({ schema: target.schema, document, flags }, operation)
      // As many variants as there are truth values; an operation with many flags keeps the first ones.
      if (projections.size < 64) projections.set(variant, made)
      return made
    },
  }
}

/** The document without the fields that ask for the schema itself; the same document when it has none. */
function withoutIntrospection(document: DocumentNode): DocumentNode {
  return visit(document, {
    Field: node => (node.name.value === '__schema' || node.name.value === '__type' ? null : undefined),
    SelectionSet: {
      leave: node => (node.selections.length === 0 ? { ...node, selections: [typenameField] } : undefined),
    },
  })
}

const typenameField: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }

function parsed(text: string): DocumentNode {
  try {
    return parse(text)
  } catch (error) {
    if (error instanceof GraphQLError) throw refusal('GRAPHQL_PARSE_FAILED', [error])
    throw error
  }
}

function chosen(document: DocumentNode, name: string | null): OperationDefinitionNode {
  const operations = document.definitions.filter(node => node.kind === Kind.OPERATION_DEFINITION)
  const [operation] = name === null ? operations : operations.filter(each => each.name?.value === name)
  if (operation === undefined || (name === null && operations.length > 1)) {
    const message =
      name === null
        ? 'Must provide an operation name when the document has several.'
        : `Unknown operation named "${name}".`
    throw refusal('OPERATION_RESOLUTION_FAILURE', [new GraphQLError(message)])
  }
  if (operation.operation === OperationTypeNode.SUBSCRIPTION)
    throw refusal('OPERATION_RESOLUTION_FAILURE', [
      new GraphQLError('Subscriptions are not served over this transport.'),
    ])
  return operation
}

function refusal(code: string, errors: readonly GraphQLError[]): RequestRefused {
  return new RequestRefused(
    errors.map(
      ({ message, nodes, source, positions }) =>
        new GraphQLError(message, { nodes, source, positions, extensions: { code } }),
    ),
  )
}
