import type { FastifyInstance } from 'fastify'
import type { DevelopmentIssuer } from './development-issuer.ts'

/** Where the development issuer shows its public keys, and where it gives tokens. */
export const developmentPaths = { keys: '/identity/jwks.json', token: '/identity/token' } as const

/** Adds the development issuer: its keys, and a token for whomever one wants to be. Never in production. */
export function addDevelopmentIssuer(app: FastifyInstance, issuer: DevelopmentIssuer): void {
  app.get(developmentPaths.keys, () => issuer.jwks)
  // JSON alone: a page of another site can't send that without being let.
  app.post(developmentPaths.token, async (request, reply) => {
    const token = await issuer.token(request.body)
    return reply.header('cache-control', 'no-store').send({ token })
  })
}
