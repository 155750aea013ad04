import { Pool } from 'undici'
import { z } from 'zod'
import { headersOf } from '#platform/auth.ts'
import { Fault } from '#platform/errors.ts'
import type { Source } from './source.ts'

export interface HttpSourceOptions {
  readonly name: string
  readonly url: string
  /** How long an answer may take, in milliseconds. @default 10000 */
  readonly deadline?: number
  /** Connections held at the most. @default 32 */
  readonly connections?: number
}

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.looseObject({ message: z.string() })).optional(),
  extensions: z.record(z.string(), z.unknown()).optional(),
})

/** Asks a subgraph over HTTP with kept-alive connections; whatever fails becomes a fault that names no host. */
export function httpSource({ name, url, deadline = 10_000, connections = 32 }: HttpSourceOptions): Source {
  const { origin, pathname, search } = new URL(url)
  const pool = new Pool(origin, { connections })
  const unavailable = (why: string): Fault =>
    new Fault('SUBGRAPH_UNAVAILABLE', `The subgraph "${name}" ${why}.`, { serviceName: name })

  return {
    async process({ request, context }) {
      const { query, variables, operationName } = request
      const { statusCode, body } = await pool
        .request({
          path: pathname + search,
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'application/json', ...headersOf(context.principal) },
          body: JSON.stringify({ query, variables, operationName }),
          signal: AbortSignal.timeout(deadline),
        })
        .catch((error: unknown) => {
          throw timedOut(error) ? slow(name, deadline) : unavailable('cannot be reached')
        })
      const text = await body.text().catch((error: unknown) => {
        throw timedOut(error) ? slow(name, deadline) : unavailable('broke off its answer')
      })
      const read = answer.safeParse(parseJson(text))
      if (!read.success) throw unavailable(`answered ${statusCode} and no GraphQL`)
      return read.data
    },
  }
}

const timedOut = (error: unknown): boolean => error instanceof Error && error.name === 'TimeoutError'

const slow = (name: string, deadline: number): Fault =>
  new Fault('SUBGRAPH_TIMEOUT', `The subgraph "${name}" did not answer within ${deadline} ms.`, { serviceName: name })

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
