import type { z } from 'zod'
import { ConnectorFault } from './connector-fault.ts'

/** A longer answer than this is none, in bytes. */
const largest = 32 * 1024 * 1024

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
    const text = await response.text()
    if (text.length > largest) throw new ConnectorFault('MALFORMED', `It answered more than ${largest} bytes.`)
    if (response.status === 429 || response.status >= 500)
      throw new ConnectorFault('AWAY', `It answered with ${response.status}.`)
    return { status: response.status, headers: response.headers, text }
  } catch (error) {
    if (error instanceof ConnectorFault) throw error
    if (signal.aborted) throw new ConnectorFault('TIMEOUT', 'It did not answer in time.')
    throw new ConnectorFault('AWAY', 'It can’t be reached.')
  }
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
