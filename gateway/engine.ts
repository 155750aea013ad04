import {
  buildSchema,
  execute,
  getVariableValues,
  GraphQLError,
  Kind,
  type FormattedExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql'
import type { Violation } from './answer/projection.ts'
import type { Run, SubgraphAnswer, SubgraphRequest } from './execution/run.ts'
import type { Tree } from './execution/tree.ts'
import { typeTableOf } from './execution/type-table.ts'
import { createPlanner } from './planning/planner.ts'
import { prepare, RequestRefused, type OperationText, type Prepared } from './planning/prepared.ts'
import { createPrograms } from './planning/programs.ts'
import { lookupsOf } from './supergraph/lookups.ts'

/** A client's request, read from whatever carried it. */
export interface EngineRequest extends OperationText {
  readonly variables: Readonly<Record<string, unknown>>
}

/** How the subgraphs are asked on behalf of one client's request. */
export type Ask = (subgraph: string, request: SubgraphRequest) => Promise<SubgraphAnswer>

/** Answers operations over one supergraph. */
export interface Engine {
  readonly schema: GraphQLSchema
  /** Answers a request; rejects with `RequestRefused` when nothing was executed. */
  answer(request: EngineRequest, ask: Ask): Promise<FormattedExecutionResult>
}

export function createEngine(supergraph: string): Engine {
  const planner = createPlanner(supergraph)
  const schema = buildSchema(planner.clientSchema, { assumeValid: true })
  const target = { schema, planner, types: typeTableOf(schema), lookups: lookupsOf(supergraph) }
  const programs = createPrograms(operation => prepare(operation, target))

  return {
    schema,
    async answer(request, ask) {
      const prepared = await programs.of(request)
      const variables = coerced(schema, prepared, request.variables)
      const data: Tree = {}
      const errors: GraphQLFormattedError[] = []
      if (prepared.introspects) await introspect(schema, prepared, { variables: request.variables, data })
      await prepared.program?.({ data, errors, variables, ask } satisfies Run)
      const violations: Violation[] = []
      const answer = prepared.projection(variables)(data, violations)
      const all = violations.length === 0 ? errors : [...errors, ...violations.filter(each => isNews(each, errors))]
      return { ...(all.length === 0 ? {} : { errors: all }), data: answer }
    },
  }
}

function coerced(
  schema: GraphQLSchema,
  { operation }: Prepared,
  given: EngineRequest['variables'],
): EngineRequest['variables'] {
  const { variableDefinitions = [] } = operation
  if (variableDefinitions.length === 0) return {}
  const { coerced, errors } = getVariableValues(schema, variableDefinitions, given, { maxErrors: 10 })
  if (coerced !== undefined) return coerced
  throw new RequestRefused(
    (errors ?? []).map(
      ({ message, nodes }) => new GraphQLError(message, { nodes, extensions: { code: 'BAD_USER_INPUT' } }),
    ),
  )
}

/** Answers the fields of the schema itself, which no subgraph is asked for. */
async function introspect(
  schema: GraphQLSchema,
  { document, operation }: Prepared,
  { variables, data }: { readonly variables: EngineRequest['variables']; readonly data: Tree },
): Promise<void> {
  const selections = operation.selectionSet.selections.filter(
    node => node.kind !== Kind.FIELD || node.name.value === '__schema' || node.name.value === '__type',
  )
  const definitions = document.definitions.map(node =>
    node === operation ? { ...operation, selectionSet: { ...operation.selectionSet, selections } } : node,
  )
  const result = await execute({
    schema,
    document: { ...document, definitions },
    variableValues: variables,
    operationName: operation.name?.value,
  })
  for (const [key, value] of Object.entries(result.data ?? {})) if (value != null) data[key] = value
}

/** A null is only told of when no error of a subgraph explains it. */
function isNews(violation: Violation, errors: readonly GraphQLFormattedError[]): boolean {
  return !errors.some(({ path = [] }) => violation.path.every((key, index) => key === path[index]) || path.length === 0)
}
