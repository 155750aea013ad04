import type { FastifyReply, FastifyRequest } from 'fastify'
import { drained } from '#platform/event-stream.ts'
import { log } from '#platform/log.ts'
import type { Stream } from '#platform/stream.ts'
import type { Part } from '../defer/answer-in-parts.ts'
import { leavingOf } from './leaving.ts'
import type { Operations } from './operations.ts'
import { readRequest } from './read-request.ts'
import { refusalOf } from './send-answer.ts'

const boundary = '\r\n---'
const head = '\r\ncontent-type: application/json; charset=utf-8\r\n\r\n'

/**
 * Answers in parts, as clients of incremental delivery read them (deferSpec 20220824); false when the request defers
 * nothing or can't be answered, so that it is answered whole.
 */
export async function sendParts(
  request: FastifyRequest,
  reply: FastifyReply,
  operations: Operations,
): Promise<boolean> {
  const { raw } = reply
  const parts = await begun(request, reply, operations)
  if (parts === undefined) return false
  reply.hijack()
  raw.on('close', () => void parts.return(undefined))
  raw.writeHead(200, {
    'content-type': 'multipart/mixed; boundary="-"; deferSpec=20220824',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  raw.write(boundary)
  try {
    for await (const part of parts) {
      raw.write(`${head}${JSON.stringify(part)}${boundary}${part.hasNext ? '' : '--\r\n'}`)
      await drained(raw)
    }
    raw.end()
  } catch (error) {
    log.error({ err: error }, 'an answer in parts was broken off')
    raw.destroy()
  }
  return true
}

async function begun(
  request: FastifyRequest,
  reply: FastifyReply,
  operations: Operations,
): Promise<Stream<Part> | undefined> {
  try {
    return await operations.answerInParts(readRequest(request), {
      headers: request.headers,
      left: leavingOf(reply.raw),
    })
  } catch (error) {
    if (refusalOf(error).status < 500) return undefined
    throw error
  }
}
