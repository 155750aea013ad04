import type { FastifyInstance } from 'fastify'

/** What EPCIS 2.0 is sent as. */
export const jsonTypes = ['application/json', 'application/ld+json']

/** Lets bodies of these media types through as the streams that they are, and refuses all others. */
export function takeAsIs(app: FastifyInstance, types: readonly string[]): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser([...types], (_, payload, done) => done(null, payload))
}
