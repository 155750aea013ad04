import type { Pool } from 'undici'
import { CallFailed } from './call-failed.ts'
import { acceptEncoding, inflated } from './inflate.ts'

export interface Post {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** JSON. */
  readonly body: string
  readonly signal: AbortSignal
  /** Most bytes of an answer once it is unpacked. */
  readonly most: number
}

export interface Posted {
  readonly status: number
  readonly text: string
}

/** Sends one request and reads its whole answer; whatever goes wrong on the way is a `CallFailed`. */
export async function post(pool: Pool, { path, headers, body, signal, most }: Post): Promise<Posted> {
  try {
    const answer = await pool.request({
      path,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'accept-encoding': acceptEncoding,
        ...headers,
      },
      body,
      signal,
    })
    const encoding = answer.headers['content-encoding']
    const text =
      encoding === undefined || encoding === 'identity'
        ? await answer.body.text()
        : await inflated(await answer.body.bytes(), String(encoding).toLowerCase(), most)
    return { status: answer.statusCode, text }
  } catch (error) {
    throw error instanceof CallFailed ? error : failed(error)
  }
}

const neverConnected = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/
const notUnderstood = /^(HPE_|UND_ERR_HEADERS_OVERFLOW$|UND_ERR_RES_)/

function failed(error: unknown): CallFailed {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (neverConnected.test(code)) return new CallFailed('unreachable', 'cannot be reached')
  if (notUnderstood.test(code)) return new CallFailed('invalid', 'answered what cannot be read')
  return new CallFailed('unreachable', 'broke off its answer')
}
