import { CallFailed } from '../call-failed.ts'

/** What the first lines of an HTTP/1.1 answer say about it. */
export interface Head {
  readonly status: number
  /** The body's compression, empty when there is none. */
  readonly encoding: string
  /** How the body's end is found: by its length, by its last chunk, or by the end of the connection. */
  readonly framing: number | 'chunked' | 'close'
  /** For how long the connection may be used again, in milliseconds; 0 when it may not. */
  readonly keepAlive: number
}

/** Long enough to be used again at once, and shorter than servers wait that don't say how long. */
const usualKeepAlive = 4000
/** A server closes what is idle at the end of its time: we stop using it earlier. */
const margin = 1000

/** Reads the lines up to the empty one. */
export function readHead(text: string): Head {
  const [first = '', ...lines] = text.split('\r\n')
  const status = Number(first.slice(9, 12))
  if (!/^HTTP\/1\.[01] \d{3}(?: |$)/.test(first)) throw unreadable()
  let encoding = ''
  let length: number | undefined
  let chunked = false
  let keepAlive = first.startsWith('HTTP/1.1') ? usualKeepAlive : 0
  for (const line of lines) {
    const colon = line.indexOf(':')
    if (colon < 1) throw unreadable()
    const value = line.slice(colon + 1).trim()
    switch (line.slice(0, colon).toLowerCase()) {
      case 'content-length':
        if (!/^\d{1,15}$/.test(value) || (length !== undefined && length !== Number(value))) throw unreadable()
        length = Number(value)
        break
      case 'transfer-encoding':
        if (value.toLowerCase() !== 'chunked') throw unreadable()
        chunked = true
        break
      case 'content-encoding':
        encoding = value.toLowerCase() === 'identity' ? '' : value.toLowerCase()
        break
      case 'connection':
        if (value.toLowerCase() === 'close') keepAlive = 0
        break
      case 'keep-alive':
        keepAlive = Math.min(keepAlive, hinted(value))
        break
    }
  }
  if (status === 204 || status === 304) return { status, encoding, framing: 0, keepAlive }
  if (chunked) return { status, encoding, framing: 'chunked', keepAlive: length === undefined ? keepAlive : 0 }
  if (length !== undefined) return { status, encoding, framing: length, keepAlive }
  return { status, encoding, framing: 'close', keepAlive: 0 }
}

export const unreadable = (): CallFailed => new CallFailed('invalid', 'answered what cannot be read')

function hinted(value: string): number {
  const seconds = /timeout=(\d+)/i.exec(value)?.[1]
  return seconds === undefined ? usualKeepAlive : Math.max(0, Number(seconds) * 1000 - margin)
}
