import { unreadable } from './head.ts'

/** The content of a body sent in chunks; undefined while its last chunk is not there. */
export function unchunked(bytes: Buffer, start: number): Unchunked | undefined {
  const parts: Buffer[] = []
  let at = start
  for (;;) {
    const line = bytes.indexOf('\r\n', at)
    if (line === -1) return undefined
    const size = sizeIn(bytes.toString('latin1', at, line))
    if (size === 0) return trailers(bytes, line + 2, parts)
    const end = line + 2 + size
    if (bytes.length < end + 2) return undefined
    if (bytes[end] !== 0x0d || bytes[end + 1] !== 0x0a) throw unreadable()
    parts.push(bytes.subarray(line + 2, end))
    at = end + 2
  }
}

interface Unchunked {
  readonly content: Buffer
  /** Where the message ends. */
  readonly end: number
}

function sizeIn(line: string): number {
  const digits = /^([0-9a-f]{1,8})(?:[ \t]*;.*)?$/i.exec(line)?.[1]
  if (digits === undefined) throw unreadable()
  return Number.parseInt(digits, 16)
}

function trailers(bytes: Buffer, start: number, parts: readonly Buffer[]): Unchunked | undefined {
  let at = start
  for (;;) {
    const line = bytes.indexOf('\r\n', at)
    if (line === -1) return undefined
    if (line === at) {
      const [only] = parts
      return { content: parts.length === 1 && only !== undefined ? only : Buffer.concat(parts), end: at + 2 }
    }
    at = line + 2
  }
}
