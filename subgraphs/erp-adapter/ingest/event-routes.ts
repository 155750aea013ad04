import type { FastifyInstance } from 'fastify'
import type { Database } from '#platform/database.ts'
import { findEventText } from './captured-text.ts'
import { captureHeaders } from './capture-headers.ts'
import { cloudEventTypes } from './cloud-event.ts'
import { jsonTypes, takeAsIs } from './media-types.ts'
import { IngestProblem } from './problem.ts'
import { proveReader } from './prove-sender.ts'
import type { PushRoute } from './push-route.ts'
import { takeEventPush } from './take-event-push.ts'

const path = '/ingest/events'

/** `POST /ingest/events`: one event of EPCIS 2.0, or CloudEvents 1.0 that bring some. */
export function eventRoutes(app: FastifyInstance, db: Database, pushed: PushRoute): void {
  takeAsIs(app, [...jsonTypes, ...Object.values(cloudEventTypes)])
  const acceptPost = [...jsonTypes, ...Object.values(cloudEventTypes)].join(', ')

  app.options(path, (_, reply) =>
    reply
      .code(204)
      .headers({ ...captureHeaders, 'accept-post': acceptPost })
      .send(),
  )

  app.post(
    path,
    pushed(push => takeEventPush(push, path)),
  )

  app.get<{ Params: { id: string } }>(`${path}/:id`, async (request, reply) => {
    await proveReader(db, request.headers)
    const event = await findEventText(db, request.params.id)
    if (event === null) throw new IngestProblem('unknown')
    return reply.type('application/json').send(event)
  })
}
