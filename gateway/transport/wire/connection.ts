import { connect, isIP, type Socket } from 'node:net'
import { connect as connectSecurely } from 'node:tls'
import { CallFailed } from '../call-failed.ts'
import { AnswerReader, type WireAnswer } from './answer-reader.ts'

/** Where a connection goes to. */
export interface Address {
  readonly host: string
  readonly port: number
  readonly secure: boolean
  /** Longest time until the connection stands, in milliseconds. */
  readonly connectTimeout: number
}

// One piece of memory to receive into for all connections: what is in it is read or copied before anything else.
const buffer = Buffer.allocUnsafeSlow(65_536)

/** A kept-alive connection that carries one request and its answer at a time. */
export class Connection {
  readonly #socket: Socket
  #reader: AnswerReader | undefined
  #waiting: PromiseWithResolvers<WireAnswer> | undefined
  #stands = false
  #usableUntil = Infinity

  constructor({ host, port, secure, connectTimeout }: Address) {
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
    return this.#waiting === undefined && !this.#socket.destroyed && performance.now() < this.#usableUntil
  }

  /** Sends a request; its answer may have at most some bytes. */
  send(request: string | Buffer, most: number): Promise<WireAnswer> {
    this.#reader = new AnswerReader(most)
    this.#waiting = Promise.withResolvers()
    this.#socket.write(request)
    return this.#waiting.promise
  }

  /** Ends it at once; a request under way fails. */
  destroy(): void {
    this.#fail(this.#broken())
  }

  #receive(bytes: Buffer): void {
    // What comes without being asked for would be taken for the next request's answer.
    if (this.#reader === undefined) return void this.#socket.destroy()
    try {
      const answer = this.#reader.take(bytes)
      if (answer !== undefined) this.#settle(answer)
    } catch (error) {
      this.#fail(error)
    }
  }

  #settle(answer: WireAnswer): void {
    const waiting = this.#waiting
    this.#reader = undefined
    this.#waiting = undefined
    this.#usableUntil = performance.now() + answer.head.keepAlive
    if (answer.head.keepAlive === 0) this.#socket.destroy()
    waiting?.resolve(answer)
  }

  #close(): void {
    const answer = this.#reader?.end()
    if (answer === undefined) this.#fail(this.#broken())
    else this.#settle(answer)
  }

  #fail(reason: unknown): void {
    const waiting = this.#waiting
    this.#reader = undefined
    this.#waiting = undefined
    this.#socket.destroy()
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- a `CallFailed`, or a fault of our own.
    waiting?.reject(reason)
  }

  #broken(): CallFailed {
    return new CallFailed('unreachable', this.#stands ? 'broke off its answer' : 'cannot be reached')
  }
}
