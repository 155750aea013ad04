import type { FastifyReply, FastifyRequest } from 'fastify'
import type { IncomingHttpHeaders } from 'node:http'
import { config } from '#platform/config.ts'
import type { Database, Transaction } from '#platform/database.ts'
import { admission } from './admission.ts'
import { answerOnce, type Answer } from './answer-once.ts'
import { IngestProblem } from './problem.ts'
import { claimIn, prove } from './prove-sender.ts'
import { declaredSize, readBody } from './read-body.ts'
import { readText } from './read-json.ts'

/** What a plant sent. */
export interface Push {
  readonly headers: IncomingHttpHeaders
  readonly text: string
  /** Who signed it; null when nobody did. */
  readonly sender: string | null
}

/** Reads a push, or refuses it; what it gives back takes it into the database. */
export type ReadPush = (push: Push) => (tx: Transaction) => Promise<Answer>

export type PushRoute = (read: ReadPush) => (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

/** What this process takes in at once. A body of 8 MiB becomes some 80 MiB of values while it is worked on. */
const limits = { bodies: 32, bytes: 24 * 1024 * 1024 }

/** Makes handlers that take pushes: within the limits of the process, from proven senders, each once. */
export function pushRoutes(db: Database): PushRoute {
  const admitted = admission(limits)
  return read => async (request, reply) => {
    const claim = claimIn(request.headers, config.signedPushes)
    const slot = admitted.enter(declaredSize(request.raw))
    if (slot === null) throw new IngestProblem('busy')
    try {
      const body = await readBody(request.raw, slot)
      if (claim !== null) await prove(db, claim, { body, now: new Date() })
      const take = read({ headers: request.headers, text: readText(body), sender: claim?.sender ?? null })
      const answer = await answerOnce(db, claim === null ? null : { ...claim, body }, take)
      return send(reply, answer)
    } finally {
      slot.leave()
    }
  }
}

function send(reply: FastifyReply, { status, location, body }: Answer): FastifyReply {
  if (location !== null) reply.header('location', location)
  return body === null ? reply.code(status).send() : reply.code(status).send(body)
}
