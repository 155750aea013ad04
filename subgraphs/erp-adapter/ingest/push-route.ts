import type { FastifyReply, FastifyRequest } from 'fastify'
import { config } from '#platform/config.ts'
import type { Database } from '#platform/database.ts'
import { admission } from './admission.ts'
import type { Answer } from './answer-once.ts'
import { IngestProblem } from './problem.ts'
import { claimIn } from './prove-sender.ts'
import { declaredSize, readBody } from './read-body.ts'
import { takePush, type ReadPush } from './take-push.ts'

export type PushRoute = (read: ReadPush) => (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

/** What this process takes in at once. A body of 8 MiB becomes some 80 MiB of values while it is worked on. */
const limits = { bodies: 32, bytes: 24 * 1024 * 1024 }

/** Makes handlers that take pushes over HTTP, within the limits of the process. */
export function pushRoutes(db: Database): PushRoute {
  const admitted = admission(limits)
  return read => async (request, reply) => {
    const claim = claimIn(request.headers, config.signedPushes)
    const slot = admitted.enter(declaredSize(request.raw))
    if (slot === null) throw new IngestProblem('busy')
    try {
      const body = await readBody(request.raw, slot)
      return send(reply, await takePush(db, { headers: request.headers, body, claim }, read))
    } finally {
      slot.leave()
    }
  }
}

function send(reply: FastifyReply, { status, location, body }: Answer): FastifyReply {
  if (location !== null) reply.header('location', location)
  return body === null ? reply.code(status).send() : reply.code(status).send(body)
}
