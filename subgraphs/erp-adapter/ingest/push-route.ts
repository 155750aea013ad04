import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Database } from '#platform/database.ts'
import { admission } from './admission.ts'
import { IngestProblem } from './problem.ts'
import { claimIn, plantSenders, type Senders } from './prove-sender.ts'
import { declaredSize, readBody } from './read-body.ts'
import type { Answer } from './signed-message.ts'
import { takePush, type ReadPush } from './take-push.ts'

export type PushRoute = (read: ReadPush) => (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

/** What this process takes in at once. A body of 8 MiB becomes some 80 MiB of values while it is worked on. */
const limits = { bodies: 256, bytes: 24 * 1024 * 1024 }

/** Makes handlers that take pushes of plants or others over HTTP, within limits of the process. */
export function pushRoutes(db: Database, senders: Senders = plantSenders): PushRoute {
  const admitted = admission(limits)
  return read => async (request, reply) => {
    const claim = claimIn(request.headers, senders.signed)
    const slot = admitted.enter(declaredSize(request.raw))
    if (slot === null) throw new IngestProblem('busy')
    try {
      const body = await readBody(request.raw, slot)
      const { headers, socket: connection } = request
      return send(reply, await takePush(db, { headers, body, connection, claim, senders }, read))
    } finally {
      slot.leave()
    }
  }
}

function send(reply: FastifyReply, { status, location, body }: Answer): FastifyReply {
  if (location !== null) reply.header('location', location)
  return body === null ? reply.code(status).send() : reply.code(status).send(body)
}
