import type { ServerResponse } from 'node:http'
import { drained } from '#platform/event-stream.ts'
import { log } from '#platform/log.ts'
import type { Stream } from '#platform/stream.ts'
import type { Part } from '../defer/answer-in-parts.ts'

const boundary = '\r\n---'
const head = '\r\ncontent-type: application/json; charset=utf-8\r\n\r\n'

/** Sends an answer in parts, as clients of incremental delivery read them (deferSpec 20220824). */
export async function sendParts(response: ServerResponse, parts: Stream<Part>): Promise<void> {
  response.on('close', () => void parts.return(undefined))
  response.writeHead(200, {
    'content-type': 'multipart/mixed; boundary="-"; deferSpec=20220824',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  response.write(boundary)
  try {
    for await (const part of parts) {
      response.write(`${head}${JSON.stringify(part)}${boundary}${part.hasNext ? '' : '--\r\n'}`)
      await drained(response)
    }
    response.end()
  } catch (error) {
    log.error({ err: error }, 'an answer in parts was broken off')
    response.destroy()
  }
}
