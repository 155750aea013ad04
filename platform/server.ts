import { createServer } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'
import { toFault, faults } from './errors.ts'
import { StartRefused } from './start-refused.ts'

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
export class PortInUse extends StartRefused {}

/** The one bootstrap of everything that listens: HTTP, health, problem details, drain. */
export async function serve({
  host = '127.0.0.1',
  port,
  routes,
  ready = () => true,
}: ServiceOptions): Promise<Service> {
  const app = Fastify({
    forceCloseConnections: 'idle',
    bodyLimit: 1_048_576,
    // Whoever sends a request more slowly than this holds a connection and nothing else.
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: 500 },
  })
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
  app.setNotFoundHandler(({ method, url }, reply) => {
    const problem: Problem = { type: 'about:blank', title: `There is no ${method} ${url} here.`, status: 404 }
    return reply.code(404).type('application/problem+json').send(problem)
  })
  await routes(app)
  try {
    await app.listen({ host, port })
  } catch (error) {
    throw listenFault(error, { host, port })
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
  const { http: _, ...detail } = fault.extensions
  return { ...detail, type: 'about:blank', title: fault.message, status: faults[fault.code].status }
}

/** Refuses a port that another program listens on, before anything is begun. */
export async function assertPortFree(host: string, port: number): Promise<void> {
  const probe = createServer()
  try {
    await new Promise<void>((listening, failed) => probe.once('error', failed).listen(port, host, listening))
  } catch (error) {
    throw listenFault(error, { host, port })
  }
  await new Promise(closed => probe.close(closed))
}

function listenFault(error: unknown, { host, port }: { readonly host: string; readonly port: number }): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return new PortInUse(`Port ${port} on ${host} is in use by another program. Choose another with --port.`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new StartRefused(`${host} is no address of this machine.`)
  if (code === 'EACCES') return new StartRefused(`This user may not listen on port ${port}. Choose one above 1023.`)
  return error
}
