import {
  buildASTSchema,
  getVariableValues,
  GraphQLError,
  parse,
  type FormattedExecutionResult,
  type GraphQLSchema,
  type OperationTypeNode,
} from 'graphql'
import { mapped, type Stream } from '#platform/stream.ts'
import { introspect } from './answer/introspection.ts'
import { shaped } from './answer/shaped.ts'
import { allRights, noRights, type Rights } from './authorisation/demand.ts'
import { demandsOf } from './authorisation/demands.ts'
import type { Denial } from './authorisation/denial.ts'
import { charge, withCost, type Pay } from './cost/charge.ts'
import { costRulesOf } from './cost/cost-rules.ts'
import { visibleSchemas } from './authorisation/visible-schema.ts'
import { contextsOf } from './contexts/contexts.ts'
import { withEntries } from './contexts/with-entries.ts'
import { answerInParts, type Part } from './defer/answer-in-parts.ts'
import { askOnce } from './defer/ask-once.ts'
import { withDefer } from './defer/defer-directive.ts'
import type { Run, SubgraphAnswer, SubgraphRequest } from './execution/run.ts'
import { typeTableOf } from './execution/type-table.ts'
import { defaultLimits, type Limits } from './limits/limits.ts'
import type { OverrideOptions } from './planning/overrides.ts'
import { takenNamesOf } from './planning/plan-names.ts'
import { createPlanner } from './planning/planner.ts'
import {
  locatedDefinition,
  type Operation,
  type OperationText,
  type OperationUse,
  type Prepared,
} from './planning/prepared.ts'
import { createPrograms, type AskedOperation } from './planning/programs.ts'
import { refuse } from './planning/request-refused.ts'
import { clientSchemaOf } from './supergraph/client-schema.ts'
import { lookupsOf } from './supergraph/lookups.ts'
import { membersOf, type SupergraphMember } from './supergraph/members.ts'
import { publicsOf } from './supergraph/publics.ts'
import { refuseUnsupported } from './supergraph/unsupported.ts'

/** A client's request, read from whatever carried it. */
export interface EngineRequest extends OperationText {
  readonly variables: Readonly<Record<string, unknown>>
  /** Whether anything but a query is refused, as where the request may be repeated by itself. @default false */
  readonly queriesOnly?: boolean
  /** What its caller may do. @default nothing that is demanded */
  readonly rights?: Rights
  /** Takes what it costs, before anything is planned or asked. @default nobody pays */
  readonly pay?: Pay
  /** Whether the answer tells its cost, estimated and actual, in `extensions.cost`. @default false */
  readonly tellsCost?: boolean
}

/** How the subgraphs are asked on behalf of one client's request. */
export type Ask = (subgraph: string, request: SubgraphRequest) => Promise<SubgraphAnswer>

/** How the subgraphs are subscribed to on behalf of one client's request. */
export type Listen = (subgraph: string, request: SubgraphRequest) => Promise<Stream<SubgraphAnswer>>

/** Answers operations over one supergraph. */
export interface Engine {
  readonly schema: GraphQLSchema
  /** The subgraphs that the supergraph joins. */
  readonly members: readonly SupergraphMember[]
  /** The operation that a request means; rejects with `RequestRefused` when it means none. */
  operation(request: OperationText): Promise<Operation>
  /** The operations that were answered and are kept, those asked for last first. */
  inUse(): Promise<OperationUse[]>
  /** Prepares operations, so that the first who asks for one doesn't wait; passes over what isn't valid here. */
  warm(operations: readonly OperationUse[], options?: WarmOptions): Promise<void>
  /** Answers a request; rejects with `RequestRefused` when nothing was executed. */
  answer(request: EngineRequest, ask: Ask): Promise<FormattedExecutionResult>
  /** Answers a request in parts, as its deferred fragments come; undefined when it defers nothing. */
  answerInParts(request: EngineRequest, ask: Ask): Promise<Stream<Part> | undefined>
  /** Tells as text how a request would be answered; asks no subgraph, and reads of the variables only conditions. */
  explain(request: EngineRequest): Promise<string>
  /** Begins a subscription: each event with all that the other subgraphs add to it. Rejects as `answer` does. */
  subscribe(
    request: EngineRequest,
    subgraphs: { readonly ask: Ask; readonly listen: Listen },
  ): Promise<Stream<FormattedExecutionResult>>
}

export interface WarmOptions {
  /** Longest time that it may take, in milliseconds; what isn't ready then is made when it is asked for. @default 10000 */
  readonly within?: number
}

export interface EngineOptions {
  /** Which fields marked `@override(label:)` come from their new subgraph. */
  readonly overrides?: OverrideOptions
  /** What an operation may cost before any subgraph is asked; what isn't said is as in `defaultLimits`. */
  readonly limits?: Partial<Limits>
  /** What becomes of a request for something that its caller may not use. @default 'null' */
  readonly denial?: Denial
  /** What a request may cost at the most, as estimated by `@cost` and `@listSize`. @default 100000 */
  readonly costLimit?: number
}

/** Reads a supergraph; throws `StartRefused` when it has what can't be executed. */
export function createEngine(
  supergraph: string,
  { overrides, limits, denial = 'null', costLimit = 100_000 }: EngineOptions = {},
): Engine {
  const document = parse(supergraph, { noLocation: true })
  const contexts = contextsOf(document)
  refuseUnsupported(document, contexts)
  const planned = contexts.fields.size === 0 ? supergraph : withEntries(document, contexts)
  const planner = createPlanner(supergraph, { planned })
  const clients = withDefer(clientSchemaOf(planner.clientSchema, document))
  const schema = buildASTSchema(clients, { assumeValid: true })
  const demands = demandsOf(document, contexts)
  const visible = visibleSchemas(clients, schema, demands)
  const types = typeTableOf(schema)
  const programs = createPrograms(
    {
      schema,
      planner,
      types,
      lookups: lookupsOf(document),
      isPublic: publicsOf(document),
      contexts,
      taken: takenNamesOf(schema),
      limits: { ...defaultLimits, ...limits },
      demands,
      visible,
      denial,
      costs: costRulesOf(document),
    },
    { overrides },
  )

  async function answered({ program, projection, introspects, document }: Prepared, run: Run, rights: Rights) {
    if (introspects) await introspect({ schema: visible(rights), document, variableValues: run.variables }, run.data)
    await program?.(run)
    return shaped(projection, run)
  }

  return {
    schema,
    members: membersOf(document),
    operation: async request => (await programs.operation(request)).operation,
    inUse: async () => programs.inUse(),
    async warm(operations, { within = 10_000 } = {}) {
      const end = performance.now() + within
      for (const { flags, rights, ...text } of operations) {
        if (performance.now() > end) return
        await programs
          .operation(text)
          .then(async ({ operation }) => programs.program(operation, { variables: Object.fromEntries(flags), rights }))
          .catch(() => {})
      }
    },
    async explain(request) {
      const { operation } = await programs.operation(request)
      return programs.explain(operation, { rights: allRights, ...request })
    },
    async answer(request, ask) {
      const asked = await programs.operation(request)
      const { operation } = asked
      assertAnswerable(operation.definition.operation, request.queriesOnly === true)
      const variables = coerced(schema, asked, request)
      const charged = { cost: operation.cost, variables, pay: request.pay }
      const cost = await charge(charged, costLimit)
      const program = await programs.program(operation, { variables, rights: rightsIn(request) })
      const answer = await answered(program, { data: {}, errors: [], variables, ask }, rightsIn(request))
      return request.tellsCost === true ? withCost(answer, charged, cost) : answer
    },
    async answerInParts(request, ask) {
      const asked = await programs.operation(request)
      const { operation } = asked
      if (!operation.defers) return undefined
      const variables = coerced(schema, asked, request)
      await charge({ cost: operation.cost, variables, pay: request.pay }, costLimit)
      const parts = await programs.parts(operation, { variables, rights: rightsIn(request) })
      if (parts === undefined) return undefined
      const once = askOnce(ask)
      const begin = (): Run => ({ data: {}, errors: [], variables, ask: once })
      const first = await answered(parts.primary, begin(), rightsIn(request))
      return answerInParts(first, { programs: parts.deferred, types, begin })
    },
    async subscribe(request, { ask, listen }) {
      const asked = await programs.operation(request)
      const variables = coerced(schema, asked, request)
      await charge({ cost: asked.operation.cost, variables, pay: request.pay }, costLimit)
      const deciding = { variables, rights: rightsIn(request) }
      const { program, projection, events } = await programs.program(asked.operation, deciding)
      if (events === undefined) throw refuse('BAD_REQUEST', [new GraphQLError('Only a subscription has events.')])
      return mapped(await listen(events.subgraph, events.requestFor(variables)), async event => {
        const run: Run = { data: {}, errors: [], variables, ask }
        events.take(event, run)
        await program?.(run)
        return shaped(projection, run)
      })
    },
  }
}

const rightsIn = ({ rights = noRights }: EngineRequest): Rights => rights

function assertAnswerable(kind: `${OperationTypeNode}`, queriesOnly: boolean): void {
  if (kind === 'subscription')
    throw refuse('BAD_REQUEST', [new GraphQLError('A subscription is answered in events, not at once.')])
  if (queriesOnly && kind !== 'query')
    throw refuse('BAD_REQUEST', [new GraphQLError(`A ${kind} is only taken by POST.`)], 405)
}

/** The variables of a request as its operation declares them, the literals of its text among them. */
function coerced(
  schema: GraphQLSchema,
  { operation, literals }: AskedOperation,
  request: EngineRequest,
): EngineRequest['variables'] {
  const { variableDefinitions = [] } = operation.definition
  if (variableDefinitions.length === 0) return {}
  const given = { ...request.variables, ...literals }
  const { coerced } = getVariableValues(schema, variableDefinitions, given, { maxErrors: 1 })
  if (coerced !== undefined) return coerced
  const located = locatedDefinition(request).variableDefinitions ?? []
  throw refuse('BAD_USER_INPUT', getVariableValues(schema, located, request.variables, { maxErrors: 10 }).errors ?? [])
}
