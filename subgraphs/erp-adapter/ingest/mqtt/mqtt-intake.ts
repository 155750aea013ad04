import type { FastifyInstance } from 'fastify'
import { config } from '#platform/config.ts'
import type { Database } from '#platform/database.ts'
import { openMqttLink } from './mqtt-link.ts'

/** Takes pushes from the broker that the environment names, as long as the server runs; `/health/mqtt` tells whether. */
export function mqttIntake(app: FastifyInstance, db: Database): void {
  if (config.mqtt === undefined) return
  const link = openMqttLink(db, config.mqtt)
  app.addHook('onClose', async () => link.stop())
  app.get('/health/mqtt', (_, reply) => {
    const connected = link.connected()
    return reply.code(connected ? 200 : 503).send({ status: connected ? 'connected' : 'away' })
  })
}
