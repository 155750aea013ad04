import { connect, isIP, type Socket } from 'node:net'
import { connect as connectSecurely } from 'node:tls'
import { CallFailed } from '../call-failed.ts'
import { AnswerReader, type WireAnswer } from './answer-reader.ts'
import { unreadable } from './head.ts'

/** Where a connection goes to. */
export interface Address {
  readonly host: string
  readonly port: number
  readonly secure: boolean
  /** Longest time until the connection stands, in milliseconds. */
  readonly connectTimeout: number
}

/** A request on its way, and who waits for its answer. */
export interface Sent {
  readonly request: string
  /** Most bytes of its answer as it is sent. */
  readonly most: number
  readonly answer: PromiseWithResolvers<WireAnswer>
  /** When it was asked, in milliseconds of `performance.now()`. */
  readonly since: number
  /** What carries it, once it is sent. */
  carrier?: Connection
  /** Whether nobody waits for it any longer. */
  left: boolean
}

// One piece of memory to receive into for all connections: what is in it is read or copied before anything else.
const buffer = Buffer.allocUnsafeSlow(65_536)

/** A kept-alive connection. What is sent on it together is answered in its order, before anything else is sent. */
export class Connection {
  readonly #socket: Socket
  readonly #onIdle: (connection: Connection) => void
  /** Reads the answer to the first of those that wait. */
  #reader: AnswerReader | undefined
  #waiting: readonly Sent[] = []
  #stands = false
  #usableUntil = Infinity

  /** `onIdle` is told whenever nothing that was sent waits for its answer any longer. */
  constructor({ host, port, secure, connectTimeout }: Address, onIdle: (connection: Connection) => void) {
    this.#onIdle = onIdle
    const onread = {
      buffer,
      callback: (size: number, bytes: Uint8Array): boolean => {
        this.#receive(Buffer.from(bytes.buffer, bytes.byteOffset, size))
        return true
      },
    }
    const options = { host, port, noDelay: true, keepAlive: true, onread }
    this.#socket = secure
      ? connectSecurely({ ...options, servername: isIP(host) === 0 ? host : '', ALPNProtocols: ['http/1.1'] })
      : connect(options)
    const patience = setTimeout(() => this.#fail(new CallFailed('unreachable', 'cannot be reached')), connectTimeout)
    this.#socket.once(secure ? 'secureConnect' : 'connect', () => {
      this.#stands = true
      clearTimeout(patience)
    })
    this.#socket.on('error', () => this.#fail(this.#broken()))
    this.#socket.on('close', () => {
      clearTimeout(patience)
      this.#close()
    })
  }

  /** Whether it can carry a further request. */
  get usable(): boolean {
    return this.#waiting.length === 0 && !this.#socket.destroyed && performance.now() < this.#usableUntil
  }

  /** When that was asked whose answer is awaited next; `Infinity` when there is none. */
  get since(): number {
    return this.#waiting[0]?.since ?? Infinity
  }

  /** Sends requests, in one piece. */
  send(together: readonly Sent[]): void {
    for (const sent of together) sent.carrier = this
    this.#expect(together)
    this.#socket.write(together.map(({ request }) => request).join(''))
  }

  /** Ends it once nobody waits for any of its answers: until then an answer that nobody waits for is passed over. */
  leave(): void {
    if (this.#waiting.every(({ left }) => left)) this.destroy()
  }

  /** Resolves when all that was sent is answered or failed. */
  async answered(): Promise<void> {
    await Promise.allSettled(this.#waiting.map(({ answer }) => answer.promise))
  }

  /** Ends it at once; requests under way fail. */
  destroy(): void {
    this.#fail(this.#broken())
  }

  #expect(waiting: readonly Sent[]): void {
    const [first, ...others] = waiting
    this.#waiting = waiting
    this.#reader = first && new AnswerReader({ most: first.most, followed: others.length > 0 })
  }

  #receive(bytes: Buffer): void {
    // What comes without being asked for would be taken for the next request's answer.
    if (this.#reader === undefined) return void this.#socket.destroy()
    try {
      for (let left = bytes; this.#reader !== undefined && left.length > 0;) {
        const reader = this.#reader
        const answer = reader.take(left)
        if (answer === undefined) return
        left = reader.rest
        if (left.length > 0 && this.#waiting.length === 1) throw unreadable()
        this.#settle(answer)
      }
    } catch (error) {
      this.#fail(error)
    }
  }

  #settle(answer: WireAnswer): void {
    const [answered, ...waiting] = this.#waiting
    this.#expect(waiting)
    this.#usableUntil = performance.now() + answer.head.keepAlive
    answered?.answer.resolve(answer)
    if (waiting.length === 0) this.#onIdle(this)
    else if (answer.head.keepAlive === 0) this.destroy()
  }

  #close(): void {
    const answer = this.#reader?.end()
    if (answer === undefined) this.#fail(this.#broken())
    else this.#settle(answer)
  }

  #fail(reason: unknown): void {
    const waiting = this.#waiting
    this.#expect([])
    this.#socket.destroy()
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- a `CallFailed`, or a fault of our own.
    for (const { answer } of waiting) answer.reject(reason)
    if (waiting.length > 0) this.#onIdle(this)
  }

  #broken(): CallFailed {
    return new CallFailed('unreachable', this.#stands ? 'broke off its answer' : 'cannot be reached')
  }
}
