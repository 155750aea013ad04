import type { FastifyInstance } from 'fastify'
import type { Database } from '#platform/database.ts'
import { captureHeaders } from './capture-headers.ts'
import { findJob, type CaptureJob } from './capture-job.ts'
import { jsonTypes, takeAsIs } from './media-types.ts'
import { IngestProblem } from './problem.ts'
import { proveReader } from './prove-sender.ts'
import type { PushRoute } from './push-route.ts'
import { takeDocument } from './take-document.ts'

const path = '/ingest/capture'

/** `POST /ingest/capture` of EPCIS 2.0: a document of events, and the job that tells what became of it. */
export function captureRoutes(app: FastifyInstance, db: Database, pushed: PushRoute): void {
  takeAsIs(app, jsonTypes)

  app.options(path, (_, reply) => reply.code(204).headers(captureHeaders).send())

  app.post(
    path,
    pushed(push => takeDocument(push, path)),
  )

  app.get<{ Params: { id: string } }>(`${path}/:id`, async request => {
    await proveReader(db, request.headers)
    const job = await findJob(db, request.params.id)
    if (job === null) throw new IngestProblem('unknown')
    return jobDocument(job)
  })
}

/** A capture job as EPCIS 2.0 tells it. */
const jobDocument = (job: CaptureJob) => ({
  captureID: job.id,
  createdAt: job.createdAt.toISOString(),
  finishedAt: job.createdAt.toISOString(),
  running: false,
  success: job.errors.length === 0,
  captureErrorBehaviour: job.behaviour,
  events: job.events,
  captured: job.captured,
  errors: job.errors.map(error => ({
    type: 'epcisException:ValidationException',
    title: error.detail,
    status: 400,
    ...error,
  })),
})
