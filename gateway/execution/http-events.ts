import type { GraphQLFormattedError } from 'graphql'
import { Pool } from 'undici'
import { callHeader } from '#platform/identity/call-signature.ts'
import type { SignCall } from '#platform/identity/call-signer.ts'
import { Fault, faultCodes } from '#platform/errors.ts'
import { Feed, type Stream } from '#platform/stream.ts'
import { refusedBy } from '../planning/request-refused.ts'
import { readAnswer } from '../transport/read-answer.ts'
import type { SubgraphAnswer } from './run.ts'
import type { Source } from './source.ts'

export interface HttpEventsOptions {
  readonly name: string
  readonly url: string
  /** Shows the subgraph on whose behalf it is asked. */
  readonly sign: SignCall
  /** Longest silence of a subgraph, which sends signs of life, in milliseconds. @default 30000 */
  readonly silence?: number
}

const longestEvent = 16 * 1024 * 1024

/** Subscribes at a subgraph by server-sent events, on connections apart from those of the fetches. */
export function httpEvents({ name, url, sign, silence = 30_000 }: HttpEventsOptions): Pick<Source, 'listen' | 'close'> {
  const { origin, pathname, search } = new URL(url)
  const path = pathname + search
  const pool = new Pool(origin, { bodyTimeout: silence })
  const unavailable = (why: string): Fault =>
    new Fault('SUBGRAPH_UNAVAILABLE', `The subgraph "${name}" ${why}.`, { serviceName: name })

  async function pump(body: AsyncIterable<unknown>, feed: Feed<SubgraphAnswer>): Promise<void> {
    let text = ''
    const decoder = new TextDecoder()
    for await (const chunk of body) {
      text += chunk instanceof Uint8Array ? decoder.decode(chunk, { stream: true }) : ''
      if (text.length > longestEvent) throw unavailable('sent an event that is too long')
      const events = text.replaceAll('\r\n', '\n').split('\n\n')
      text = events.pop() ?? ''
      for (const event of events.map(readEvent)) {
        if (event.kind === 'complete') return feed.end()
        if (event.kind !== 'next') continue
        const answer = readAnswer(event.data)
        if (answer === undefined) throw unavailable('sent an event that is no GraphQL')
        const [broken] = answer.data === undefined ? (answer.errors ?? []) : []
        if (broken !== undefined) throw toldFault(broken) ?? unavailable('ended its events')
        feed.push(answer)
      }
    }
    throw unavailable('ended its events')
  }

  return {
    async listen({ head, variables }, { principal }): Promise<Stream<SubgraphAnswer>> {
      const ending = new AbortController()
      const body = `${head}${variables}}`
      const signature = sign({ to: name, method: 'POST', path, body }, principal)
      const response = await pool
        .request({
          path,
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'text/event-stream', [callHeader]: signature },
          body,
          signal: ending.signal,
        })
        .catch(() => {
          throw unavailable('cannot be reached')
        })
      const { body: answered, headers, statusCode } = response
      if (!String(headers['content-type']).startsWith('text/event-stream')) {
        const { errors } = readAnswer(await answered.text()) ?? {}
        throw errors === undefined ? unavailable(`answered ${statusCode} and no events`) : refusedBy(errors)
      }
      const feed = new Feed<SubgraphAnswer>({ ended: () => ending.abort() })
      pump(answered, feed).catch((error: unknown) =>
        feed.fail(error instanceof Fault ? error : unavailable('went away')),
      )
      return feed
    },
    close: () => pool.destroy(),
  }
}

/** The fault that a subgraph ended its events with, when it is one of those that we know. */
function toldFault({ message, extensions }: GraphQLFormattedError): Fault | undefined {
  const code = faultCodes.find(each => each === extensions?.['code'])
  return code === undefined ? undefined : new Fault(code, message)
}

/** One server-sent event: its kind, and its lines of data as one text. */
function readEvent(text: string): { readonly kind: string; readonly data: string } {
  const lines = text.split('\n').map(line => /^(\w+): ?(.*)$/.exec(line))
  const values = (name: string): string[] => lines.flatMap(line => (line?.[1] === name ? [line[2] ?? ''] : []))
  return { kind: values('event')[0] ?? '', data: values('data').join('\n') }
}
