import Fastify, { type FastifyInstance } from 'fastify'
import { toFault, faults } from './errors.ts'
import { log } from './log.ts'

export interface ServiceOptions {
  /** Address to listen on. @default '127.0.0.1' */
  readonly host?: string
  /** Port to listen on; 0 takes a free one. */
  readonly port: number
  /** Adds what this process answers beside its health. */
  readonly routes: (app: FastifyInstance) => void | Promise<void>
  /** Whether it can answer now; decides `/health/ready`. @default always */
  readonly ready?: () => boolean
}

export interface Service {
  readonly url: string
  /** Reports not ready, answers what is under way, then closes. */
  stop(): Promise<void>
}

/** A port that another program has taken. */
export class PortInUse extends Error {}

/** The one bootstrap of everything that listens: HTTP, health, problem details, drain. */
export async function serve({
  host = '127.0.0.1',
  port,
  routes,
  ready = () => true,
}: ServiceOptions): Promise<Service> {
  const app = Fastify({ forceCloseConnections: 'idle', bodyLimit: 1_048_576, routerOptions: { maxParamLength: 500 } })
  let draining = false
  app.get('/health/live', () => ({ status: 'live' }))
  app.get('/health/ready', (_, reply) => {
    const status = draining ? 'draining' : ready() ? 'ready' : 'starting'
    return reply.code(status === 'ready' ? 200 : 503).send({ status })
  })
  app.setErrorHandler<Error & { statusCode?: number }>((error, _, reply) => {
    const problem = problemOf(error)
    return reply.code(problem.status).type('application/problem+json').send(problem)
  })
  await routes(app)
  try {
    await app.listen({ host, port })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new PortInUse(`Port ${port} on ${host} is in use by another program. Choose another with --port.`)
    throw error
  }
  const address = app.server.address()
  const bound = typeof address === 'object' && address !== null ? address.port : port
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    async stop() {
      draining = true
      await app.close()
    },
  }
}

/** RFC 9457 problem details: what a route that isn't GraphQL answers when it can't do what was asked. */
interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly [detail: string]: unknown
}

function problemOf(error: Error & { statusCode?: number }): Problem {
  const { statusCode } = error
  if (statusCode !== undefined && statusCode < 500)
    return { type: 'about:blank', title: error.message, status: statusCode }
  const fault = toFault(error)
  return { ...fault.extensions, type: 'about:blank', title: fault.message, status: faults[fault.code].status }
}

/** Calls back on the first SIGINT or SIGTERM and ends the process when that is done; a second one ends it at once. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false
  const onSignal = (): void => {
    if (stopping) process.exit(1)
    stopping = true
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'the stop was not clean')
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
}
