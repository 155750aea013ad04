import { Pool } from 'undici'
import { z } from 'zod'
import { headersOf } from '#platform/auth.ts'
import { Fault } from '#platform/errors.ts'
import { httpEvents } from './http-events.ts'
import type { SubgraphAnswer } from './run.ts'
import type { Source } from './source.ts'

export interface HttpSourceOptions {
  readonly name: string
  readonly url: string
  /** How long an answer may take, in milliseconds. @default 10000 */
  readonly deadline?: number
  /** Connections held at the most. @default 32 */
  readonly connections?: number
}

const answer = z.looseObject({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.looseObject({ message: z.string() })).optional(),
})

/** Asks a subgraph over HTTP with kept-alive connections; whatever fails becomes a fault that names no host. */
export function httpSource({ name, url, deadline = 10_000, connections = 32 }: HttpSourceOptions): Source {
  const { origin, pathname, search } = new URL(url)
  const pool = new Pool(origin, { connections })
  const path = pathname + search
  const events = httpEvents({ name, url })

  return {
    async ask({ head, variables }, { principal }) {
      try {
        const { statusCode, body } = await pool.request({
          path,
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'application/json', ...headersOf(principal) },
          body: `${head}${variables}}`,
          signal: AbortSignal.timeout(deadline),
        })
        return readAnswer(await body.text()) ?? fail(name, `answered ${statusCode} and no GraphQL`)
      } catch (error) {
        if (error instanceof Fault) throw error
        if (error instanceof Error && error.name === 'TimeoutError')
          throw new Fault('SUBGRAPH_TIMEOUT', `The subgraph "${name}" did not answer within ${deadline} ms.`, {
            serviceName: name,
          })
        return fail(name, 'cannot be reached')
      }
    },
    listen: events.listen,
    async close() {
      await Promise.all([pool.close(), events.close()])
    },
  }
}

function fail(name: string, why: string): never {
  throw new Fault('SUBGRAPH_UNAVAILABLE', `The subgraph "${name}" ${why}.`, { serviceName: name })
}

/** The answer in a body; undefined when the body is no answer to a GraphQL request. */
function readAnswer(text: string): SubgraphAnswer | undefined {
  try {
    const read = answer.parse(JSON.parse(text))
    return read.data === undefined && read.errors === undefined ? undefined : read
  } catch {
    return undefined
  }
}
