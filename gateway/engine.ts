import {
  buildASTSchema,
  execute,
  getVariableValues,
  GraphQLError,
  Kind,
  visit,
  type ExecutionArgs,
  type FormattedExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationTypeNode,
} from 'graphql'
import type { Violation } from './answer/projection.ts'
import type { SubgraphAnswer, SubgraphRequest } from './execution/run.ts'
import type { Tree } from './execution/tree.ts'
import { typeTableOf } from './execution/type-table.ts'
import type { OverrideOptions } from './planning/overrides.ts'
import { takenNamesOf } from './planning/plan-names.ts'
import { createPlanner } from './planning/planner.ts'
import type { Operation, OperationText } from './planning/prepared.ts'
import { createPrograms } from './planning/programs.ts'
import { refuse } from './planning/request-refused.ts'
import { lookupsOf } from './supergraph/lookups.ts'
import { refuseUnsupported } from './supergraph/unsupported.ts'

/** A client's request, read from whatever carried it. */
export interface EngineRequest extends OperationText {
  readonly variables: Readonly<Record<string, unknown>>
  /** Whether anything but a query is refused, as where the request may be repeated by itself. @default false */
  readonly queriesOnly?: boolean
}

/** How the subgraphs are asked on behalf of one client's request. */
export type Ask = (subgraph: string, request: SubgraphRequest) => Promise<SubgraphAnswer>

/** Answers operations over one supergraph. */
export interface Engine {
  readonly schema: GraphQLSchema
  /** Answers a request; rejects with `RequestRefused` when nothing was executed. */
  answer(request: EngineRequest, ask: Ask): Promise<FormattedExecutionResult>
}

export interface EngineOptions {
  /** Which fields marked `@override(label:)` come from their new subgraph. */
  readonly overrides?: OverrideOptions
}

/** Reads a supergraph; throws `StartRefused` when it has what can't be executed. */
export function createEngine(supergraph: string, { overrides }: EngineOptions = {}): Engine {
  refuseUnsupported(supergraph)
  const planner = createPlanner(supergraph)
  const schema = buildASTSchema(planner.clientSchema, { assumeValid: true })
  const programs = createPrograms(
    { schema, planner, types: typeTableOf(schema), lookups: lookupsOf(supergraph), taken: takenNamesOf(schema) },
    { overrides },
  )

  return {
    schema,
    async answer(request, ask) {
      const operation = await programs.operation(request)
      assertAnswerable(operation.definition.operation, request.queriesOnly === true)
      const variables = coerced(schema, operation, request.variables)
      const { program, projection, introspects, document } = await programs.program(operation, variables)
      const data: Tree = {}
      const errors: GraphQLFormattedError[] = []
      if (introspects) await introspect({ schema, document, variableValues: request.variables }, data)
      await program?.({ data, errors, variables, ask })
      const violations: Violation[] = []
      const answer = projection(data, violations)
      const all = violations.length === 0 ? errors : [...errors, ...violations.filter(each => isNews(each, errors))]
      return { ...(all.length === 0 ? {} : { errors: all }), data: answer }
    },
  }
}

function assertAnswerable(kind: `${OperationTypeNode}`, queriesOnly: boolean): void {
  if (kind === 'subscription')
    throw refuse('BAD_REQUEST', [new GraphQLError('A subscription is answered in events, not at once.')])
  if (queriesOnly && kind !== 'query')
    throw refuse('BAD_REQUEST', [new GraphQLError(`A ${kind} is only taken by POST.`)], 405)
}

function coerced(
  schema: GraphQLSchema,
  { definition: { variableDefinitions = [] } }: Operation,
  given: EngineRequest['variables'],
): EngineRequest['variables'] {
  if (variableDefinitions.length === 0) return {}
  const { coerced, errors } = getVariableValues(schema, variableDefinitions, given, { maxErrors: 10 })
  if (coerced === undefined) throw refuse('BAD_USER_INPUT', errors ?? [])
  return coerced
}

/** Answers the fields of the schema itself, which no subgraph is asked for. */
async function introspect({ schema, document, variableValues }: ExecutionArgs, data: Tree): Promise<void> {
  const onlySchema = visit(document, {
    OperationDefinition: node => ({
      ...node,
      selectionSet: {
        ...node.selectionSet,
        selections: node.selectionSet.selections.filter(
          each => each.kind !== Kind.FIELD || each.name.value.startsWith('__'),
        ),
      },
    }),
  })
  const result = await execute({ schema, document: onlySchema, variableValues })
  for (const [key, value] of Object.entries(result.data ?? {})) if (value != null) data[key] = value
}

/** A null is only told of when no error of a subgraph explains it. */
function isNews(violation: Violation, errors: readonly GraphQLFormattedError[]): boolean {
  return !errors.some(({ path = [] }) => violation.path.every((key, index) => key === path[index]) || path.length === 0)
}
