import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql'
import { faults, toFault } from '#platform/errors.ts'
import type { EngineRequest } from '../engine.ts'
import { RequestRefused } from '../planning/request-refused.ts'

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The request, when it is the usual one: a JSON body of query, variables and operation name that wants JSON back.
 * Everything else (GET, persisted queries, other media types, wrong bodies) is Apollo Server's.
 */
export function plainRequestOf({ method, headers, body }: FastifyRequest): EngineRequest | undefined {
  if (method !== 'POST' || !wantsJson(headers.accept) || !isObject(body) || 'extensions' in body) return undefined
  const { query, variables, operationName } = body
  if (typeof query !== 'string' || query === '') return undefined
  if (operationName != null && typeof operationName !== 'string') return undefined
  if (variables != null && !isObject(variables)) return undefined
  return { text: query, operationName: operationName ?? null, variables: variables ?? {} }
}

const wantsJson = (accept: string | undefined): boolean =>
  accept === undefined || accept === '*/*' || accept.startsWith('application/json')

/** Sends what the engine answers; a refused request is 400, a failure of ours is masked. */
export async function answerPlainly(
  reply: FastifyReply,
  answer: () => Promise<FormattedExecutionResult>,
): Promise<FastifyReply> {
  reply.type('application/json; charset=utf-8').header('cache-control', 'no-store')
  try {
    return reply.send(JSON.stringify(await answer()))
  } catch (error) {
    if (error instanceof RequestRefused)
      return reply.code(400).send(JSON.stringify({ errors: error.errors.map(each => each.toJSON()) }))
    const fault = toFault(error)
    const errors: GraphQLFormattedError[] = [{ message: fault.message, extensions: fault.extensions }]
    return reply.code(faults[fault.code].status).send(JSON.stringify({ errors }))
  }
}
