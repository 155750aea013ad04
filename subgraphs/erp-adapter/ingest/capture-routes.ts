import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Database } from '#platform/database.ts'
import { captureDocumentEvents, flawAt } from './capture-document-events.ts'
import { captureLimit, readDocument } from './capture-document.ts'
import { captureHeaders, fileSizeLimit } from './capture-headers.ts'
import { findJob, type CaptureJob } from './capture-job.ts'
import { readJson } from './read-json.ts'
import { sendProblem } from './problem.ts'

const path = '/ingest/capture'
const behaviours = z.enum(['rollback', 'proceed'])

/** The factory's way in: `POST /ingest/capture` of EPCIS 2.0. */
export function captureRoutes(app: FastifyInstance, db: Database): void {
  app.register(async ingest => {
    ingest.removeAllContentTypeParsers()
    ingest.addContentTypeParser(
      ['application/json', 'application/ld+json'],
      { parseAs: 'string', bodyLimit: fileSizeLimit },
      (_, body, done) => done(null, body),
    )
    ingest.setErrorHandler<Error & { code?: string }>((error, _, reply) => {
      if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
        return sendProblem(reply, 'epcisException:CaptureLimitExceededException', {
          detail: `A document has at most ${fileSizeLimit} bytes.`,
        })
      if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
        return sendProblem(reply, 'epcisException:UnsupportedMediaTypeException')
      throw error
    })

    ingest.options(path, (_, reply) => reply.code(204).headers(captureHeaders).send())

    ingest.post(path, { bodyLimit: fileSizeLimit }, async (request, reply) => {
      const behaviour = behaviours.safeParse(request.headers['gs1-capture-error-behaviour'] ?? 'rollback')
      if (!behaviour.success)
        return refuse(reply, [{ pointer: '', detail: 'GS1-Capture-Error-Behaviour is rollback or proceed' }])
      const body = readJson(String(request.body))
      if (body.kind === 'flaw') return refuse(reply, [{ pointer: '', detail: body.detail }])
      const document = readDocument(body.value)
      switch (document.kind) {
        case 'flaws':
          return refuse(
            reply,
            document.flaws.map(flaw => flawAt([], flaw)),
          )
        case 'tooMany':
          return sendProblem(reply, 'epcisException:CaptureLimitExceededException', {
            detail: `The document has ${document.events} events; it can have ${captureLimit}.`,
          })
        case 'events': {
          const result = await captureDocumentEvents(db, document.events, behaviour.data)
          if (result.kind === 'refused') return refuse(reply, result.errors)
          return reply.code(202).headers(captureHeaders).header('location', `${path}/${result.jobId}`).send()
        }
      }
    })

    ingest.get<{ Params: { id: string } }>(`${path}/:id`, async (request, reply) => {
      const job = await findJob(db, request.params.id)
      return job === null ? sendProblem(reply, 'epcisException:NoSuchResourceException') : jobDocument(job)
    })
  })
}

const refuse = (reply: FastifyReply, errors: CaptureJob['errors']): FastifyReply =>
  sendProblem(reply, 'epcisException:ValidationException', { errors })

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
