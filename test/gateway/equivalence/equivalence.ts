import { buildSubgraphSchema } from '@apollo/subgraph'
import type { GeneratorValue } from 'fast-check'
import { Fault } from '#platform/errors.ts'
import { buildSchema, execute, parse, type ExecutionResult, type GraphQLSchema } from 'graphql'
import { createEngine, type Engine } from '../../../gateway/engine.ts'
import type { SubgraphAnswer, SubgraphRequest } from '../../../gateway/execution/run.ts'
import { compose } from '../../../gateway/supergraph/compose.ts'
import { providedAt } from './dependencies.ts'
import { drawModel, type GraphModel } from './model.ts'
import { drawOperation, type DrawnOperation } from './operations.ts'
import { mergedSchema, subgraphSchema } from './schemas.ts'
import { referred, resolversOf } from './values.ts'

/** A made-up graph, once as one server and once as subgraphs behind the gateway's engine. */
interface Pair {
  readonly merged: GraphQLSchema
  readonly engine: Engine
  readonly ask: (subgraph: string, request: SubgraphRequest) => Promise<SubgraphAnswer>
}

function build(model: GraphModel): Pair {
  const merged = buildSchema(mergedSchema(model))
  attach(
    merged,
    resolversOf(model, () => true),
  )
  const parts = Array.from({ length: model.subgraphs }, (_, index) => {
    const typeDefs = parse(subgraphSchema(model, index))
    const resolvers = partResolvers(model, index)
    return { name: `s${index}`, typeDefs, schema: buildSubgraphSchema([{ typeDefs, resolvers: resolvers as never }]) }
  })
  const supergraph = compose(
    parts.map(part => ({ subgraph: { name: part.name, typeDefs: () => part.typeDefs }, url: `http://${part.name}` })),
  )
  const schemas = new Map(parts.map(part => [part.name, part.schema]))
  return {
    merged,
    // Lists inside lists are drawn, and here it is of no interest what they cost.
    engine: createEngine(supergraph, { costLimit: Infinity }),
    async ask(name, { query, variables }) {
      const schema = schemas.get(name)
      if (schema === undefined) throw new Error(`no subgraph ${name}`)
      const result = await execute({ schema, document: parse(query), variableValues: JSON.parse(variables) })
      return JSON.parse(JSON.stringify(result))
    },
  }
}

/** The resolvers of one subgraph; what it needs and wasn't sent is missing there, not found out in another way. */
function partResolvers(model: GraphModel, index: number): Record<string, Record<string, unknown>> {
  const provided = new Map(model.types.map(type => [type, providedAt(model.types, type, index)]))
  const resolvers: Record<string, Record<string, unknown>> = resolversOf(model, (field, type) => {
    if (field.owner === index || field.sharedWith === index || type?.kind === 'shared') return true
    return type !== null && provided.get(type)?.has(field.name) === true
  })
  const parts: Record<string, Record<string, unknown>> = { Query: resolvers.Query ?? {} }
  for (const type of model.types) {
    const fields = resolvers[type.name] ?? {}
    const reference = { __resolveReference: referred }
    const taken = type.fields.filter(field => field.takenFrom === index).map(field => [field.name, takenAway])
    if (type.kind === 'entity' && type.keys[index] !== undefined)
      parts[type.name] = { ...fields, ...reference, ...Object.fromEntries(taken) }
    else if (type.kind === 'shared' || (type.kind === 'value' && type.home === index)) parts[type.name] = fields
    else if (type.kind === 'interface' && type.home === index) parts[type.name] = reference
    else if (type.kind === 'interface' && Object.keys(fields).length > 0) parts[type.name] = { ...fields, ...reference }
  }
  return parts
}

const takenAway = (): never => {
  throw new Error('another subgraph has taken this field over')
}

function attach(schema: GraphQLSchema, resolvers: ReturnType<typeof resolversOf>): void {
  for (const [type, fields] of Object.entries(resolvers))
    for (const [name, resolve] of Object.entries(fields)) {
      const object = schema.getType(type)
      if (object !== undefined && 'getFields' in object) Object.assign(object.getFields()[name] ?? {}, { resolve })
    }
}

/** The places that are null because of an error, each once: what a client has to expect, in any order. */
function nulled({
  data,
  errors = [],
}:
  | Pick<ExecutionResult, 'data' | 'errors'>
  | { data?: unknown; errors?: readonly { path?: readonly (string | number)[] }[] }): string[] {
  const places = errors.map(({ path = [] }) => {
    let value: unknown = data
    const at: (string | number)[] = []
    for (const key of path) {
      if (value == null) break
      at.push(key)
      value = (value as Record<string | number, unknown>)[key]
    }
    return value == null ? JSON.stringify(at) : `not null: ${JSON.stringify(path)}`
  })
  return [...new Set(places)].toSorted()
}

/** Operations that the planner had no plan for: refused with a code of its own, and no wrong answer. */
export const refusals = { count: 0 }

// On a busy machine a plan may also come too late.
const refusing: ReadonlySet<string> = new Set(['OPERATION_UNPLANNABLE', 'OPERATION_TOO_COMPLEX'])

function unplannable(error: unknown): undefined {
  if (!(error instanceof Fault) || !refusing.has(error.code)) throw error
  refusals.count++
}

export interface Outcome {
  readonly data: unknown
  readonly nulled: readonly string[]
}

/** Draws a graph and some operations over it; hands both answers of each to a comparison. */
export async function compare(
  g: GeneratorValue,
  operations: number,
  check: (engine: Outcome, merged: Outcome, text: string) => void,
): Promise<void> {
  const model = drawModel(g)
  const pair = build(model)
  for (let count = 0; count < operations; count++) {
    const { text: drawn, variables } = drawOperation(g, model)
    for (const text of likes(drawn)) await compareOne(pair, { text, variables }, check)
  }
}

/** A text, and if it has numbers in it the same with others: those are not read anew. */
function likes(text: string): readonly string[] {
  const numbers = /\(x: \d+\)/g
  return numbers.test(text) ? [text, text.replace(numbers, '(x: 3)'), text.replace(numbers, '(x: 40)')] : [text]
}

async function compareOne(
  pair: Pair,
  { text, variables }: DrawnOperation,
  check: (engine: Outcome, merged: Outcome, text: string) => void,
): Promise<void> {
  const expected = await execute({ schema: pair.merged, document: parse(text), variableValues: variables })
  const asked: string[] = []
  const ask: Pair['ask'] = async (name, request) => {
    const answer = await pair.ask(name, request)
    asked.push(`${name} ${request.query} ${request.variables} → ${JSON.stringify(answer)}`)
    return answer
  }
  const answered = await pair.engine.answer({ text, operationName: null, variables }, ask).catch(unplannable)
  if (answered === undefined) return
  check(
    { data: answered.data, nulled: nulled(answered) },
    { data: JSON.parse(JSON.stringify(expected.data)), nulled: nulled(expected) },
    [text, ...asked].join('\n'),
  )
}
