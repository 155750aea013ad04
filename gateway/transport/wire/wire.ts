import { CallFailed } from '../call-failed.ts'
import { acceptEncoding } from '../inflate.ts'
import type { WireAnswer } from './answer-reader.ts'
import { Connection, type Address, type Sent } from './connection.ts'
import { createPace } from './pace.ts'

export interface WireOptions {
  readonly url: string
  /** Longest time until a connection stands, in milliseconds. */
  readonly connectTimeout: number
}

/** The POSTs to one address, on kept-alive connections that are free, or on new ones. */
export interface Wire {
  /** Sends JSON and reads the whole answer; what goes wrong on the way is a `CallFailed`. */
  post(post: WirePost): Promise<WireAnswer>
  /** Resolves when all that was under way is answered. */
  close(): Promise<void>
}

export interface WirePost {
  /** Lines of the head beside those that every request has, in ASCII, each ended by CR and LF. */
  readonly headers: string
  readonly body: string
  /** Whether it only reads: then it may wait behind others for its answer. */
  readonly reads: boolean
  /** Most bytes of an answer as it is sent. */
  readonly most: number
  /** Aborts when the answer isn't waited for any longer; a connection that carries nothing else is closed. */
  readonly signal: AbortSignal
}

/** Most requests in one piece: who waits at its end waits for all before him. */
const mostTogether = 8

/**
 * Just what asking a subgraph needs of HTTP/1.1. What is asked in one turn of the loop is sent in pieces, since a
 * system call costs more than a small answer, while the subgraph answers fast. Nothing else is sent on a connection
 * before all its answers are whole, so that no answer can be taken for another's.
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
  const pace = createPace()
  const free: Connection[] = []
  // What is under way is found by its connections. A map of requests, which come and go, would leave old tables behind
  // that hold answered ones until a full collection.
  const busy = new Set<Connection>()
  /** What was asked in this turn of the loop. */
  let turn: Sent[] = []
  let closing = false

  function connection(): Connection {
    for (let last = free.pop(); last !== undefined; last = free.pop()) {
      if (last.usable) return last
      last.destroy()
    }
    return new Connection(address, used => {
      busy.delete(used)
      if (used.usable && !closing) free.push(used)
      else used.destroy()
    })
  }

  function send(together: readonly Sent[]): void {
    const used = connection()
    busy.add(used)
    used.send(together)
  }

  function sendTurn(): void {
    const asked = turn.filter(({ left }) => !left)
    turn = []
    let oldest = Infinity
    for (const { since } of busy) oldest = Math.min(oldest, since)
    const size = pace.isFast(oldest) ? mostTogether : 1
    for (let at = 0; at < asked.length; at += size) send(asked.slice(at, at + size))
  }

  return {
    async post({ headers, body, reads, most, signal }) {
      if (signal.aborted) throw new CallFailed('left', 'was not waited for')
      const answer = Promise.withResolvers<WireAnswer>()
      const request = message(`${head}${headers}`, body)
      const sent: Sent = { request, most, answer, since: performance.now(), left: false }
      const leave = (): void => {
        sent.left = true
        answer.reject(new CallFailed('unreachable', 'broke off its answer'))
        sent.carrier?.leave()
      }
      signal.addEventListener('abort', leave, { once: true })
      if (!reads) send([sent])
      else if (turn.push(sent) === 1) setImmediate(sendTurn)
      try {
        return await answer.promise
      } finally {
        pace.took(sent.since)
        signal.removeEventListener('abort', leave)
      }
    },
    async close() {
      closing = true
      for (const each of free.splice(0)) each.destroy()
      await Promise.allSettled(turn.map(({ answer }) => answer.promise))
      await Promise.all([...busy].map(async connection => connection.answered()))
    },
  }
}

/** A whole request; its head is ASCII. */
const message = (head: string, body: string): string =>
  `${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
