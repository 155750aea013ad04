import type { FastifyReply, FastifyRequest } from 'fastify'
import type { PointedFlaw } from './flaw.ts'

// What EPCIS 2.0 calls the ways in which a request can fail; what it has no name for is told by its status alone.
const problems = {
  invalid: {
    type: 'epcisException:ValidationException',
    status: 400,
    title: 'What was sent is not valid; nothing was changed.',
  },
  broken: { type: 'about:blank', status: 400, title: 'The body broke off.' },
  unproven: {
    type: 'epcisException:SecurityException',
    status: 401,
    title: 'The sender is not proven; nothing was changed.',
  },
  unknown: { type: 'epcisException:NoSuchResourceException', status: 404, title: 'There is no such thing.' },
  slow: { type: 'about:blank', status: 408, title: 'The body took too long to come.' },
  there: {
    type: 'epcisException:ResourceAlreadyExistsException',
    status: 409,
    title: 'It is there already; nothing was changed.',
  },
  tooLarge: { type: 'epcisException:CaptureLimitExceededException', status: 413, title: 'What was sent is too large.' },
  otherKind: {
    type: 'epcisException:UnsupportedMediaTypeException',
    status: 415,
    title: 'It was sent as a media type that is not taken here.',
  },
  busy: { type: 'about:blank', status: 503, title: 'More is under way than can be taken in at once. Send it again.' },
} as const

type ProblemKind = keyof typeof problems

/** Seconds after which a sender who was turned away may come again. */
const retryAfter = '1'

/** Why a push is not taken: answered as problem details (RFC 9457), and whatever was written is undone. */
export class IngestProblem extends Error {
  readonly kind: ProblemKind
  readonly extra: Readonly<Record<string, unknown>>

  constructor(kind: ProblemKind, extra: Readonly<Record<string, unknown>> = {}) {
    super(problems[kind].title)
    this.kind = kind
    this.extra = extra
  }

  /** What was sent is wrong in these places. */
  static invalid(errors: readonly PointedFlaw[]): IngestProblem {
    return new IngestProblem('invalid', { errors })
  }
}

/** A refusal as problem details (RFC 9457). */
export const problemDetails = ({ kind, extra }: IngestProblem): Readonly<Record<string, unknown>> => ({
  ...problems[kind],
  ...extra,
})

export function sendProblem(reply: FastifyReply, problem: IngestProblem): FastifyReply {
  const { kind } = problem
  if (kind === 'busy') reply.header('retry-after', retryAfter)
  // The rest of such a body is not waited for.
  if (kind === 'slow' || kind === 'tooLarge') reply.header('connection', 'close')
  return reply.code(problems[kind].status).type('application/problem+json').send(problemDetails(problem))
}

/** Answers a push that failed; what is no refusal is thrown on. */
export function answerFailure(error: Error & { code?: string }, _: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof IngestProblem) return sendProblem(reply, error)
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return sendProblem(reply, new IngestProblem('otherKind'))
  throw error
}
