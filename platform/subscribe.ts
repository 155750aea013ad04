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
import { clientOperationIn } from './access/client-operation.ts'
import { mapped, type Stream } from './stream.ts'

/** A subscription as it is asked for. */
export interface SubscribeRequest {
  readonly query: string
  readonly operationName: string | undefined
  readonly variables: Readonly<Record<string, unknown>>
  readonly extensions?: Readonly<Record<string, unknown>> | undefined
}

interface SubscribeOptions<Context extends object> {
  readonly makeContext: () => Context
  /** Gives each answer once it is accounted for, with the name of the client's operation. */
  readonly account: (
    context: Context,
    operation: string | null,
    answer: FormattedExecutionResult,
  ) => Promise<FormattedExecutionResult>
}

const request = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  extensions: z.record(z.string(), z.unknown()).nullish(),
})

/** The subscription that the body of a POST asks for. */
export function readSubscription(body: unknown): SubscribeRequest {
  const { data } = request.safeParse(body)
  if (data === undefined) throw new SubscriptionRefused([new GraphQLError('The body is no GraphQL request.')])
  const { query, operationName, variables, extensions } = data
  return {
    query,
    operationName: operationName ?? undefined,
    variables: variables ?? {},
    extensions: extensions ?? undefined,
  }
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
export async function subscribeTo<Context extends object>(
  schema: GraphQLSchema,
  { query, operationName, variables, extensions }: SubscribeRequest,
  { makeContext, account }: SubscribeOptions<Context>,
): Promise<Stream<FormattedExecutionResult>> {
  const document = read(schema, query)
  const args = { schema, document, operationName, variableValues: variables }
  const source = await createSourceEventStream({ ...args, contextValue: makeContext() })
  if (!(Symbol.asyncIterator in source)) throw new SubscriptionRefused(source.errors ?? [])
  return mapped(iteratorOf(source), async rootValue => {
    const contextValue = makeContext()
    const { data, errors } = await execute({ ...args, rootValue, contextValue })
    const told = { data: data ?? null, ...(errors === undefined ? {} : { errors: errors.map(formatted) }) }
    return account(contextValue, clientOperationIn(extensions), told)
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
