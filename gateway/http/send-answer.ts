import type { FastifyReply } from 'fastify'
import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql'
import { faults, toFault } from '#platform/errors.ts'
import { RequestRefused } from '../planning/request-refused.ts'
import { textOf } from '../sharing/answer-text.ts'
import { Malformed } from './read-request.ts'
import type { Accepted, WholeType } from './media-type.ts'

/** A request that was not answered: its status, and what is told of it. */
interface Refusal {
  readonly status: number
  readonly errors: readonly GraphQLFormattedError[]
}

/** Sends what the engine answers; a refused request is 400, a failure of ours is masked. */
export async function sendAnswer(
  reply: FastifyReply,
  accepted: Accepted,
  answer: () => Promise<FormattedExecutionResult>,
): Promise<FastifyReply> {
  try {
    return send(reply, accepted.whole, await answer())
  } catch (error) {
    return sendRefusal(reply, accepted, error)
  }
}

/** Sends why nothing was executed. */
export function sendRefusal(reply: FastifyReply, { whole, named }: Accepted, error: unknown): FastifyReply {
  const { status, errors } = refusalOf(error)
  // Under this type a status can be an intermediary's own: whoever asks for it by name is told in the body alone.
  const untold = named && whole === 'application/json' && error instanceof RequestRefused && status === 400
  if (status === 405) reply.header('allow', 'POST')
  return send(reply.code(untold ? 200 : status), whole, { errors })
}

/** What a client is told of whatever was thrown. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof RequestRefused) return { status: error.status, errors: error.errors.map(each => each.toJSON()) }
  if (error instanceof Malformed)
    return { status: error.status, errors: [{ message: error.message, extensions: { code: 'BAD_REQUEST' } }] }
  const fault = toFault(error)
  return {
    status: faults[fault.code].status,
    errors: [{ message: fault.message, extensions: fault.extensions }],
  }
}

function send(reply: FastifyReply, type: WholeType, answer: FormattedExecutionResult): FastifyReply {
  return reply.type(`${type}; charset=utf-8`).header('cache-control', 'no-store').send(textOf(answer))
}
