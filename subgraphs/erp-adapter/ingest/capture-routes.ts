import type { FastifyInstance } from 'fastify'
import type { Database } from '#platform/database.ts'
import { captureHeaders } from './capture-headers.ts'
import { findJob, pageOfJobs, type CaptureJob } from './capture-job.ts'
import { jobPageIn, linkBehind } from './job-page.ts'
import { jsonTypes, takeAsIs } from './media-types.ts'
import { IngestProblem } from './problem.ts'
import { proveReader } from './prove-sender.ts'
import type { PushRoute } from './push-route.ts'
import { takeDocument } from './take-document.ts'

const path = '/ingest/capture'

/** `/ingest/capture` of EPCIS 2.0: takes documents of events, and tells of the jobs by which they were taken. */
export function captureRoutes(app: FastifyInstance, db: Database, pushed: PushRoute): void {
  takeAsIs(app, jsonTypes)

  app.options(path, (_, reply) =>
    reply
      .code(204)
      .headers({ ...captureHeaders, allow: 'GET, HEAD, OPTIONS, POST' })
      .send(),
  )

  app.post(
    path,
    pushed(push => takeDocument(push, path)),
  )

  app.get(path, async (request, reply) => {
    await proveReader(db, request.headers)
    const page = jobPageIn(request.query)
    const found = await pageOfJobs(db, page)
    const jobs = found.slice(0, page.perPage)
    const last = jobs.at(-1)
    if (found.length > page.perPage && last !== undefined) reply.header('link', linkBehind(path, page.perPage, last.id))
    return jobs.map(jobDocument)
  })

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
