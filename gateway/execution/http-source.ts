import { callHeader } from '#platform/identity/call-signature.ts'
import type { SignCall } from '#platform/identity/call-signer.ts'
import { CallFailed, faultOf } from '../transport/call-failed.ts'
import { createGuard, type GuardOptions } from '../transport/guard.ts'
import { post, type Posted } from '../transport/post.ts'
import { readAnswer } from '../transport/read-answer.ts'
import { openWire } from '../transport/wire/wire.ts'
import type { SubgraphAnswer } from './run.ts'
import type { Source } from './source.ts'

type Events = Pick<Source, 'listen' | 'close'>

export interface HttpSourceOptions extends GuardOptions {
  readonly name: string
  readonly url: string
  /** Shows the subgraph on whose behalf it is asked. */
  readonly sign: SignCall
  /** Longest time until a connection stands, in milliseconds. @default 2000 */
  readonly connectTimeout?: number
  /** Most bytes of an answer, packed and unpacked. @default 33554432 */
  readonly maxAnswer?: number
}

/** Asks a subgraph over HTTP with kept-alive connections; whatever fails becomes a fault that names no host. */
export function httpSource(options: HttpSourceOptions): Source {
  const { name, url, sign, connectTimeout = 2000, maxAnswer = 33_554_432, concurrency = 32, ...guarded } = options
  let events: Promise<Events> | undefined
  const guard = createGuard({ ...guarded, concurrency })
  const wire = openWire({ url, connectTimeout })
  const { pathname, search } = new URL(url)
  const path = pathname + search

  return {
    async ask({ head, variables, reads }, { principal, left }) {
      const body = `${head}${variables}}`
      try {
        return await guard({ reads, left }, async signal => {
          // Anew for each try: a subgraph takes a signature once, and may have taken that of the last try.
          const headers = `${callHeader}: ${sign({ to: name, method: 'POST', path, body }, principal)}\r\n`
          return answerIn(await post(wire, { headers, body, reads, signal, most: maxAnswer }))
        })
      } catch (error) {
        throw error instanceof CallFailed ? faultOf(error, name) : error
      }
    },
    async listen(request, caller) {
      // Most subgraphs have no subscriptions, and what they need is large.
      events ??= import('./http-events.ts').then(({ httpEvents }) => httpEvents({ name, url, sign }))
      return (await events).listen(request, caller)
    },
    async close() {
      await Promise.all([wire.close(), (await events)?.close()])
    },
  }
}

function answerIn({ status, text }: Posted): SubgraphAnswer {
  const answer = readAnswer(text)
  if (answer !== undefined) return answer
  const away = status >= 500 || status === 429
  throw new CallFailed(away ? 'broken' : 'invalid', `answered ${status} and no GraphQL`)
}
