import {
  getOperationAST,
  GraphQLError,
  Kind,
  parse,
  print,
  separateOperations,
  specifiedRules,
  validate,
  visit,
  type DocumentNode,
  type OperationDefinitionNode,
} from 'graphql'
import type { Contract } from '../authorisation/contract.ts'
import { noRights, type Rights } from '../authorisation/demand.ts'
import type { GuardedSchema } from '../authorisation/demanded-at.ts'
import { withoutDenied } from '../authorisation/denied-mark.ts'
import { markDeniedIn } from '../authorisation/mark-denied.ts'
import type { VisibleSchema } from '../authorisation/visible-schema.ts'
import { refuseDenied, type Denial } from '../authorisation/denial.ts'
import { rightsAskedBy } from '../authorisation/rights-asked.ts'
import type { CostSet } from '../cost/cost-tree.ts'
import { readCost, type CostSchema } from '../cost/read-cost.ts'
import { planContexts } from '../contexts/plan-contexts.ts'
import { splitContexts } from '../contexts/split-contexts.ts'
import { tidyErrors } from '../contexts/tidy-errors.ts'
import type { Contexts } from '../contexts/contexts.ts'
import { compileProjection, type Projection } from '../answer/projection.ts'
import { compilePlan } from '../execution/compile-plan.ts'
import type { PlanSchema } from '../execution/plan-schema.ts'
import { splitEvents, type EventSource } from '../execution/event-source.ts'
import { defers } from '../defer/defer-directive.ts'
import type { Step } from '../execution/run.ts'
import { parseWithin } from '../limits/bounded-parse.ts'
import type { Limits } from '../limits/limits.ts'
import { decided, flagNamesOf, nothing, type Flags } from './conditions.ts'
import type { Override } from './overrides.ts'
import { knownOperations } from './known-operations.ts'
import { namedForPlan, takenNamesIn, type TakenNames } from './plan-names.ts'
import { refuse } from './request-refused.ts'
import type { Planner, PlanNode } from './planner.ts'

/** What a client asks for, as text. */
export interface OperationText {
  readonly text: string
  readonly operationName: string | null
  /** The part of the graph that exists for who asks. @default the whole */
  readonly contract?: Contract
}

/** An operation and the values of the variables that decide which fields it has: what a program is made for. */
export interface OperationUse extends OperationText {
  readonly flags: Flags
  readonly rights: Rights
}

/** An operation that was parsed and validated. */
export interface Operation {
  readonly source: OperationText
  /** The operation and the fragments that it uses. */
  readonly document: DocumentNode
  readonly definition: OperationDefinitionNode
  /** The Boolean variables whose values decide which fields it has. */
  readonly flagNames: readonly string[]
  /** Whether a fragment of it may come later than the rest. */
  readonly defers: boolean
  /** The rights on which it depends what of it is answered, beside those that its contract gives. */
  readonly rights: readonly string[]
  /** What its fields cost. */
  readonly cost: CostSet
}

/** An operation with its conditions decided, planned and compiled: it only has to be run. */
export interface Prepared {
  readonly use: OperationUse
  readonly document: DocumentNode
  /** Asks the subgraphs; undefined when the operation needs none. */
  readonly program: Step | undefined
  /** Where the events of a subscription come from; the program is run for each. */
  readonly events: EventSource | undefined
  readonly projection: Projection
  /** Whether the operation asks for the schema itself. */
  readonly introspects: boolean
}

export interface PrepareSchema extends PlanSchema, GuardedSchema, CostSchema {
  readonly schema: GuardedSchema['schema']
  readonly planner: Planner
  readonly contexts: Contexts
  readonly taken: TakenNames
  readonly limits: Limits
  readonly denial: Denial
  /** The schema as somebody with these rights is shown it. */
  readonly visible: VisibleSchema
}

const rules = [...specifiedRules, knownOperations]

/** Reads an operation over the part of the graph that exists for who asks. */
export function readOperation(
  source: OperationText,
  {
    schema,
    visible,
    limits,
    demands,
    costs,
  }: Pick<PrepareSchema, 'schema' | 'visible' | 'limits' | 'demands' | 'costs'>,
): Operation {
  const { text, operationName, contract } = source
  const whole = parseWithin(text, limits)
  const definition = chosen(whole, operationName)
  const shown = contract === undefined ? schema : visible(contract.most)
  if (validate(shown, whole, rules).length > 0)
    throw refuse('GRAPHQL_VALIDATION_FAILED', validate(shown, parse(text), rules))
  const document = separateOperations(whole)[definition.name?.value ?? ''] ?? whole
  return {
    source,
    document,
    definition,
    flagNames: flagNamesOf(document),
    defers: defers(document),
    rights: rightsAskedBy(document, contract?.least ?? noRights, { schema, demands }),
    cost: readCost(document, definition, { schema, costs }),
  }
}

/** The definition of an operation with its places in the text, for errors that tell them. */
export const locatedDefinition = ({ text, operationName }: OperationText): OperationDefinitionNode =>
  chosen(parse(text), operationName)

/** What decides the plan of an operation beside its text. */
export interface Variant {
  readonly flags: Flags
  readonly override: Override
  /** What the caller may do. */
  readonly rights: Rights
}

/** An operation with its conditions decided, and its plan. */
interface PlannedOperation {
  readonly document: DocumentNode
  readonly taken: TakenNames
  readonly introspects: boolean
  /** Undefined when the operation needs no subgraph. */
  readonly plan: PlanNode | undefined
  /** Where values stand that its fetches take from contexts; only there if they do. */
  readonly sources?: PlanSchema['sources']
}

export async function planOf(
  operation: Operation,
  variant: Variant,
  target: Pick<PrepareSchema, 'planner' | 'taken' | 'schema' | 'contexts' | 'demands' | 'denial'>,
): Promise<PlannedOperation> {
  const document = allowedOf(operation, variant, target)
  const used = withoutDenied(document)
  const asked = withoutIntrospection(used)
  const introspects = asked !== used
  const taken = takenNamesIn(document, target.taken)
  if (asksNothing(asked)) return { document, taken, introspects, plan: undefined }
  const { override } = variant
  const operationName = operation.definition.name?.value ?? null
  const plan = (each: DocumentNode): Promise<PlanNode | undefined> =>
    target.planner.plan({ text: print(each), operationName, override })
  const whole = namedForPlan(asked, taken)
  const split = splitContexts(whole, target)
  return {
    document,
    taken,
    introspects,
    plan: await (split === undefined ? plan(whole) : planContexts(split, plan)),
    ...(split === undefined ? {} : { sources: split.sources }),
  }
}

/** The operation with its conditions decided, and marked in it what its caller may not use. */
export function allowedOf(
  { document, definition, flagNames, rights: asked }: Operation,
  { flags, rights }: Variant,
  target: GuardedSchema & Pick<PrepareSchema, 'denial'>,
): DocumentNode {
  const whole = flagNames.length === 0 ? document : decided(document, flags)
  if (asked.every(right => rights.has(right))) return whole
  const marked = markDeniedIn(whole, rights, target)
  refuseDenied(marked, target.denial, definition.operation)
  return marked.document
}

export async function prepare(operation: Operation, variant: Variant, target: PrepareSchema): Promise<Prepared> {
  const { document, taken, introspects, plan, sources } = await planOf(operation, variant, target)
  const named = { ...target, operationName: operation.definition.name?.value }
  const { events, rest } = splitEvents(plan, named)
  return {
    use: { ...operation.source, flags: variant.flags, rights: variant.rights },
    document,
    events,
    program: rest === undefined ? undefined : programOf(rest, { ...named, sources }),
    projection: compileProjection({ schema: target.schema, taken }, document),
    introspects,
  }
}

function programOf(plan: PlanNode, schema: PlanSchema): Step {
  const program = compilePlan(plan, schema)
  if (schema.sources === undefined) return program
  return async run => {
    await program(run)
    tidyErrors(run)
  }
}

/** Whether no field is left that a subgraph answers: the name of the root's type is known here. */
const asksNothing = (document: DocumentNode): boolean =>
  getOperationAST(document)?.selectionSet.selections.every(
    node => node.kind === Kind.FIELD && node.name.value === '__typename',
  ) === true

/** The document without the fields that ask for the schema itself; the same document when it has none. */
function withoutIntrospection(document: DocumentNode): DocumentNode {
  return visit(document, {
    Field: node => (node.name.value === '__schema' || node.name.value === '__type' ? null : undefined),
    SelectionSet: { leave: node => (node.selections.length === 0 ? { ...node, selections: [nothing] } : undefined) },
  })
}

function chosen(document: DocumentNode, name: string | null): OperationDefinitionNode {
  const operations = document.definitions.filter(node => node.kind === Kind.OPERATION_DEFINITION)
  const [operation] = name === null ? operations : operations.filter(each => each.name?.value === name)
  if (operation !== undefined && (name !== null || operations.length === 1)) return operation
  const why =
    name === null
      ? 'The document has several operations: say by operationName which one.'
      : `Unknown operation named "${name}".`
  throw refuse('OPERATION_RESOLUTION_FAILURE', [new GraphQLError(why)])
}
