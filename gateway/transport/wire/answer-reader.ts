import { CallFailed } from '../call-failed.ts'
import { unchunked } from './chunks.ts'
import { readHead, unreadable, type Head } from './head.ts'

/** A whole answer. */
export interface WireAnswer {
  readonly head: Head
  /** Text, or what is still compressed. */
  readonly body: string | Buffer
}

// More than any server sends that means well.
const longestHead = 65_536
const endOfHead = '\r\n\r\n'
const nothing: Buffer = Buffer.alloc(0)

/** Puts one answer together from what a connection receives, at most some bytes of it. */
export class AnswerReader {
  readonly #most: number
  /** Whether an end in the midst of what is received is an end too, as where another answer follows. */
  readonly #followed: boolean
  /** What came and is not used yet: copies, as the bytes received are overwritten by the next ones. */
  #kept: Buffer[] = []
  #size = 0
  #head: Head | undefined
  #rest: Buffer = nothing

  constructor({ most, followed }: { readonly most: number; readonly followed: boolean }) {
    this.#most = most
    this.#followed = followed
  }

  /** What came after the answer, once it is whole: it is overwritten by what comes next. */
  get rest(): Buffer {
    return this.#rest
  }

  /** Takes what was received; gives the answer when it is whole. */
  take(received: Buffer): WireAnswer | undefined {
    this.#size += received.length
    if (this.#head !== undefined) return this.#body(received)
    const bytes = this.#joined(received)
    const end = bytes.indexOf(endOfHead)
    if (end === -1) {
      if (bytes.length > longestHead) throw unreadable()
      this.#kept = [Buffer.from(bytes)]
      return undefined
    }
    const head = readHead(bytes.toString('latin1', 0, end))
    const rest = bytes.subarray(end + endOfHead.length)
    this.#kept = []
    this.#size = rest.length
    // What comes before the answer itself, such as 103 Early Hints, is passed over.
    if (head.status < 200) return rest.length === 0 ? undefined : this.#again(rest)
    this.#head = head
    return this.#body(rest)
  }

  /** The answer that ends with its connection, if there is one. */
  end(): WireAnswer | undefined {
    const head = this.#head
    return head?.framing === 'close' ? whole(head, Buffer.concat(this.#kept)) : undefined
  }

  #again(rest: Buffer): WireAnswer | undefined {
    this.#size = 0
    return this.take(rest)
  }

  #body(received: Buffer): WireAnswer | undefined {
    const head = this.#head
    if (head === undefined) return undefined
    const { framing } = head
    if ((typeof framing === 'number' ? framing : this.#size) > this.#most)
      throw new CallFailed('invalid', `answered more than ${this.#most} bytes`)
    const goesOn = framing === 'chunked' && !this.#followed && !endsLikeChunks(received)
    if (framing === 'close' || goesOn || this.#size < Number(framing)) {
      if (received.length > 0) this.#kept.push(Buffer.from(received))
      return undefined
    }
    const bytes = this.#joined(received)
    if (typeof framing === 'number') {
      this.#rest = bytes.subarray(framing)
      return whole(head, bytes.subarray(0, framing))
    }
    const read = unchunked(bytes, 0)
    if (read === undefined) {
      this.#kept = [Buffer.from(bytes)]
      return undefined
    }
    this.#rest = bytes.subarray(read.end)
    return whole(head, read.content)
  }

  #joined(received: Buffer): Buffer {
    return this.#kept.length === 0 ? received : Buffer.concat([...this.#kept, received])
  }
}

/** Whether the last bytes could be those of a last chunk: only then is it worth to look at the whole. */
const endsLikeChunks = (bytes: Buffer): boolean =>
  bytes.length < endOfHead.length || bytes.toString('latin1', bytes.length - endOfHead.length) === endOfHead

const whole = (head: Head, bytes: Buffer): WireAnswer => ({
  head,
  body: head.encoding === '' ? bytes.toString('utf8') : Buffer.from(bytes),
})
