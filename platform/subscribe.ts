import {
  createSourceEventStream,
  execute,
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type FormattedExecutionResult,
  type GraphQLSchema,
} from 'graphql'
import { z } from 'zod'
import { formatError } from './errors.ts'
import { mapped, type Stream } from './stream.ts'

/** A subscription as it is asked for. */
export interface SubscribeRequest {
  readonly query: string
  readonly operationName: string | undefined
  readonly variables: Readonly<Record<string, unknown>>
}

const request = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
})

/** The subscription that the body of a POST asks for. */
export function readSubscription(body: unknown): SubscribeRequest {
  const { data } = request.safeParse(body)
  if (data === undefined) throw new SubscriptionRefused([new GraphQLError('The body is no GraphQL request.')])
  return { query: data.query, operationName: data.operationName ?? undefined, variables: data.variables ?? {} }
}

/** A subscription that wasn't begun, and why. */
export class SubscriptionRefused extends Error {
  readonly answer: FormattedExecutionResult

  constructor(errors: readonly GraphQLError[]) {
    super(errors[0]?.message)
    this.answer = { errors: errors.map(formatted) }
  }
}

/** Begins a subscription over a schema; each event is executed with a context of its own, so that it reads anew. */
export async function subscribeTo(
  schema: GraphQLSchema,
  { query, operationName, variables }: SubscribeRequest,
  makeContext: () => object,
): Promise<Stream<FormattedExecutionResult>> {
  const document = read(schema, query)
  const args = { schema, document, operationName, variableValues: variables }
  const source = await createSourceEventStream({ ...args, contextValue: makeContext() })
  if (!(Symbol.asyncIterator in source)) throw new SubscriptionRefused(source.errors ?? [])
  return mapped(iteratorOf(source), async rootValue => {
    const { data, errors } = await execute({ ...args, rootValue, contextValue: makeContext() })
    return { data: data ?? null, ...(errors === undefined ? {} : { errors: errors.map(formatted) }) }
  })
}

function read(schema: GraphQLSchema, query: string): DocumentNode {
  try {
    const document = parse(query)
    const errors = validate(schema, document)
    if (errors.length > 0) throw new SubscriptionRefused(errors)
    return document
  } catch (error) {
    throw error instanceof GraphQLError ? new SubscriptionRefused([error]) : error
  }
}

const iteratorOf = (source: AsyncIterable<unknown>): AsyncIterator<unknown> => source[Symbol.asyncIterator]()

const formatted = (error: GraphQLError) => formatError(error.toJSON(), error)
