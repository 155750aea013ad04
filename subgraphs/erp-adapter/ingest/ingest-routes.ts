import type { FastifyInstance } from 'fastify'
import type { Database } from '#platform/database.ts'
import { versionHeaders } from './capture-headers.ts'
import { captureRoutes } from './capture-routes.ts'
import { eventRoutes } from './event-routes.ts'
import { mqttIntake } from './mqtt/mqtt-intake.ts'
import { answerFailure } from './problem.ts'
import { pushRoutes } from './push-route.ts'

/** The factory's way in, as docs/factory.md tells it. */
export function ingestRoutes(app: FastifyInstance, db: Database): void {
  app.register(async ingest => {
    const pushed = pushRoutes(db)
    mqttIntake(ingest, db)
    ingest.addHook('onRequest', (_, reply, next) => {
      reply.headers(versionHeaders)
      next()
    })
    ingest.setErrorHandler(answerFailure)
    // Each in a scope of its own, for each takes other media types.
    ingest.register(async scope => captureRoutes(scope, db, pushed))
    ingest.register(async scope => eventRoutes(scope, db, pushed))
  })
}
