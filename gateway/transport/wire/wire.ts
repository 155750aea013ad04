import { CallFailed } from '../call-failed.ts'
import { acceptEncoding } from '../inflate.ts'
import type { WireAnswer } from './answer-reader.ts'
import { Connection, type Address } from './connection.ts'

export interface WireOptions {
  readonly url: string
  /** Longest time until a connection stands, in milliseconds. */
  readonly connectTimeout: number
}

/** The POSTs to one address, each on a kept-alive connection that is free, or on a new one. */
export interface Wire {
  /** Sends JSON and reads the whole answer; what goes wrong on the way is a `CallFailed`. */
  post(post: WirePost): Promise<WireAnswer>
  /** Resolves when all that was under way is answered. */
  close(): Promise<void>
}

export interface WirePost {
  /** Lines of the head beside those that every request has, each ended by CR and LF. */
  readonly headers: string
  readonly body: string
  /** Most bytes of an answer as it is sent. */
  readonly most: number
  /** Aborts when the answer isn't waited for any longer; the connection is closed. */
  readonly signal: AbortSignal
}

/**
 * Just what asking a subgraph needs of HTTP/1.1: nothing is sent on a connection before the last answer is whole, so
 * that no answer can be taken for another's.
 */
export function openWire({ url, connectTimeout }: WireOptions): Wire {
  const { protocol, hostname, port, host, pathname, search } = new URL(url)
  const secure = protocol === 'https:'
  const address: Address = {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 443 : 80) : Number(port),
    secure,
    connectTimeout,
  }
  const head = `POST ${pathname}${search} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\naccept: application/json\r\naccept-encoding: ${acceptEncoding}\r\n`
  const free: Connection[] = []
  const underWay = new Set<Promise<WireAnswer>>()
  let closing = false

  function connection(): Connection {
    for (let last = free.pop(); last !== undefined; last = free.pop()) {
      if (last.usable) return last
      last.destroy()
    }
    return new Connection(address)
  }

  return {
    async post({ headers, body, most, signal }) {
      if (signal.aborted) throw new CallFailed('left', 'was not waited for')
      const used = connection()
      const abort = (): void => used.destroy()
      signal.addEventListener('abort', abort, { once: true })
      const answer = used.send(message(`${head}${headers}`, body), most)
      underWay.add(answer)
      try {
        return await answer
      } finally {
        underWay.delete(answer)
        signal.removeEventListener('abort', abort)
        if (used.usable && !closing) free.push(used)
        else used.destroy()
      }
    },
    async close() {
      closing = true
      for (const each of free.splice(0)) each.destroy()
      await Promise.allSettled(underWay)
    },
  }
}

/** A whole request. Heads are Latin-1 and bodies UTF-8, which is the same as long as heads are ASCII. */
function message(head: string, body: string): string | Buffer {
  const lines = `${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n`
  return isAscii.test(lines) ? `${lines}${body}` : Buffer.concat([Buffer.from(lines, 'latin1'), Buffer.from(body)])
}

// oxlint-disable-next-line no-control-regex -- this is what ASCII is.
const isAscii = /^[\0-\x7f]*$/
