import type { FastifyInstance } from 'fastify'
import { assetOf, sendAsset } from './asset.ts'
import { assets } from './assets.ts'
import { contentSecurityPolicy, pageOf, type PageOptions } from './page.ts'

/** Adds the page to ask in at `/`, with all that it loads from this machine at `/assets/*`. */
export function addPortal(app: FastifyInstance, options: PageOptions): void {
  const page = assetOf('text/html; charset=utf-8', Buffer.from(pageOf(options)))

  app.get('/', async (request, reply) => {
    void reply.headers({ 'content-security-policy': contentSecurityPolicy, 'referrer-policy': 'no-referrer' })
    return sendAsset(request, reply, await page)
  })

  for (const [name, asset] of assets)
    app.get(`/assets/${name}`, async (request, reply) => sendAsset(request, reply, await asset()))
}
