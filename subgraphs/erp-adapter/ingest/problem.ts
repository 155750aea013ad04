import type { FastifyReply } from 'fastify'

// What EPCIS 2.0 calls the ways in which a request can fail.
const problems = {
  'epcisException:ValidationException': { status: 400, title: 'The document is not valid; nothing was changed.' },
  'epcisException:NoSuchResourceException': { status: 404, title: 'There is no such capture.' },
  'epcisException:CaptureLimitExceededException': { status: 413, title: 'The document is too large.' },
  'epcisException:UnsupportedMediaTypeException': {
    status: 415,
    title: 'A document is sent as application/json or application/ld+json.',
  },
} as const

export type ProblemType = keyof typeof problems

/** Answers a request that can't be done with problem details (RFC 9457). */
export function sendProblem(
  reply: FastifyReply,
  type: ProblemType,
  extra: Readonly<Record<string, unknown>> = {},
): FastifyReply {
  const { status, title } = problems[type]
  return reply
    .code(status)
    .type('application/problem+json')
    .send({ type, title, status, ...extra })
}
