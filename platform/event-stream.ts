import type { ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'
import type { FormattedExecutionResult } from 'graphql'
import { toFault } from './errors.ts'
import type { Stream } from './stream.ts'

export interface EventStreamOptions {
  /** Pause between signs of life, in milliseconds; a client that takes nothing for two of them is cut off. @default 12000 */
  readonly heartbeat?: number
}

/** Sends results as server-sent events, in the distinct mode of GraphQL over SSE, until either side ends. */
export async function sendEvents(
  reply: FastifyReply,
  stream: Stream<FormattedExecutionResult>,
  { heartbeat = 12_000 }: EventStreamOptions = {},
): Promise<void> {
  reply.hijack()
  const { raw } = reply
  if (raw.destroyed) await stream.return(undefined)
  raw.on('close', () => void stream.return(undefined))
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    connection: 'close',
  })
  let idle = 0
  const beat = setInterval(() => {
    if (!raw.writableNeedDrain) {
      idle = 0
      raw.write(':\n\n')
    } else if (++idle === 2) raw.destroy()
  }, heartbeat)
  const send = async (result: FormattedExecutionResult): Promise<void> => {
    if (!raw.write(`event: next\ndata: ${JSON.stringify(result)}\n\n`)) await drained(raw)
  }
  raw.write(':\n\n')
  try {
    for await (const result of stream) await send(result)
  } catch (error) {
    const { message, extensions } = toFault(error)
    await send({ errors: [{ message, extensions }] })
  } finally {
    clearInterval(beat)
    raw.end('event: complete\ndata:\n\n')
  }
}

/** Waits until a response takes more, or is closed. */
export async function drained(response: ServerResponse): Promise<void> {
  if (response.destroyed || !response.writableNeedDrain) return
  await new Promise<void>(resolve => {
    const done = (): void => {
      response.off('drain', done).off('close', done)
      resolve()
    }
    response.on('drain', done).on('close', done)
  })
}
