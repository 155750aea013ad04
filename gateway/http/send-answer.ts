import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql'
import { faults, toFault } from '#platform/errors.ts'
import { RequestRefused } from '../planning/request-refused.ts'
import { textOf } from '../sharing/answer-text.ts'
import { Malformed } from './malformed.ts'
import type { Accepted, WholeType } from './media-type.ts'

/** A request that was not answered: its status, and what is told of it. */
interface Refusal {
  readonly status: number
  readonly errors: readonly GraphQLFormattedError[]
}

/** Sends what the engine answers. */
export function sendAnswer(response: ServerResponse, { whole }: Accepted, answer: FormattedExecutionResult): void {
  send(response, whole, { status: 200, text: textOf(answer) })
}

/** Sends why nothing was executed: a refused request is 400, a failure of ours is masked. */
export function sendRefusal(response: ServerResponse, { whole, named }: Accepted, error: unknown): void {
  const { status, errors } = refusalOf(error)
  if (response.headersSent) return void response.destroy()
  // Under this type a status can be an intermediary's own: whoever asks for it by name is told in the body alone.
  const untold = named && whole === 'application/json' && error instanceof RequestRefused && status === 400
  if (status === 405) response.setHeader('allow', 'POST')
  if (status === 401) response.setHeader('www-authenticate', challengeTo(response.req))
  const wait = errors[0]?.extensions?.['retryAfter']
  if (typeof wait === 'number') response.setHeader('retry-after', wait)
  send(response, whole, { status: untold ? 200 : status, text: JSON.stringify({ errors }) })
}

/** The scheme that we take, and that a token was of no use, if there was one. */
const challengeTo = ({ headers: { authorization } }: IncomingMessage): string =>
  authorization === undefined ? 'Bearer' : 'Bearer error="invalid_token"'

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

function send(
  response: ServerResponse,
  type: WholeType,
  { status, text }: { readonly status: number; readonly text: string },
): void {
  // The rest of a request that was refused before it was read would be taken for the next one.
  if (!response.req.complete) response.setHeader('connection', 'close')
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}
