import type { z } from 'zod'
import { ConnectorFault } from './connector-fault.ts'
import { pauseAsked } from './pause-asked.ts'

/** A longer answer than this is none, in bytes. */
const largest = 32 * 1024 * 1024

/** Statuses of a server that can't answer now and will. */
const passing = new Set([408, 425, 429, 502, 503, 504, 507])

export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'PATCH'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface HttpAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** Calls an ERP over HTTP; what isn't an answer is a `ConnectorFault`. */
export async function call(
  url: string,
  { method, headers = {}, body }: HttpCall,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  try {
    const response = await fetch(url, {
      method,
      headers,
      signal,
      redirect: 'error',
      ...(body === undefined ? {} : { body }),
    })
    const fault = faultOf(response)
    if (fault === null) return { status: response.status, headers: response.headers, text: await textOf(response) }
    await response.body?.cancel()
    throw fault
  } catch (error) {
    if (error instanceof ConnectorFault) throw error
    if (signal.aborted) throw new ConnectorFault('TIMEOUT', 'It did not answer in time.')
    throw new ConnectorFault('AWAY', 'It can’t be reached.')
  }
}

/** Why an answer is none; null when it is one. */
function faultOf({ status, headers }: Response): ConnectorFault | null {
  if (passing.has(status))
    return new ConnectorFault('AWAY', `It answered with ${status}.`, pauseAsked(headers, new Date()))
  if (status === 500) return new ConnectorFault('FAILED', 'It broke over it (500).')
  if (status > 500) return new ConnectorFault('MALFORMED', `It can’t do what it is asked (${status}).`)
  return null
}

/** Reads a body no further than an answer can be long. */
async function textOf({ body }: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of body ?? []) {
    length += part.length
    if (length > largest) throw new ConnectorFault('MALFORMED', `It answered more than ${largest} bytes.`)
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

/** Reads what an ERP sent as JSON of a shape. */
export function readAs<Shape extends z.ZodType>(shape: Shape, text: string): z.output<Shape> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new ConnectorFault('MALFORMED', 'It answered what is no JSON.')
  }
  return shaped(shape, value)
}

/** Reads a value that an ERP sent. */
export function shaped<Shape extends z.ZodType>(shape: Shape, value: unknown): z.output<Shape> {
  const read = shape.safeParse(value)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new ConnectorFault(
    'MALFORMED',
    `It answered otherwise than it should: ${issue?.path.join('.')} ${issue?.message}.`,
  )
}
