import type { ServerResponse } from 'node:http'
import type { FormattedExecutionResult } from 'graphql'
import { toFault } from './errors.ts'
import type { Stream } from './stream.ts'

export interface EventStreamOptions {
  /** Pause between signs of life, in milliseconds; a client that takes nothing for two of them is cut off. @default 12000 */
  readonly heartbeat?: number
}

/** Sends results as server-sent events, in the distinct mode of GraphQL over SSE, until either side ends. */
export async function sendEvents(
  response: ServerResponse,
  stream: Stream<FormattedExecutionResult>,
  { heartbeat = 12_000 }: EventStreamOptions = {},
): Promise<void> {
  if (response.destroyed) await stream.return(undefined)
  response.on('close', () => void stream.return(undefined))
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    connection: 'close',
  })
  let idle = 0
  const beat = setInterval(() => {
    if (!response.writableNeedDrain) {
      idle = 0
      response.write(':\n\n')
    } else if (++idle === 2) response.destroy()
  }, heartbeat)
  const send = async (result: FormattedExecutionResult): Promise<void> => {
    if (!response.write(`event: next\ndata: ${JSON.stringify(result)}\n\n`)) await drained(response)
  }
  response.write(':\n\n')
  try {
    for await (const result of stream) await send(result)
  } catch (error) {
    const { message, extensions } = toFault(error)
    await send({ errors: [{ message, extensions }] })
  } finally {
    clearInterval(beat)
    response.end('event: complete\ndata:\n\n')
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
