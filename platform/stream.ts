import { Fault } from './errors.ts'

/** Values as they come. `return` ends it from the reader's side at once, also while a reader waits. */
export type Stream<Value> = AsyncGenerator<Value, undefined, undefined>

export interface FeedOptions {
  /** Values kept for a reader that is slower than they come; one more ends the feed with a fault. @default 1000 */
  readonly limit?: number
  /** Called once when the feed ends, from whichever side. */
  readonly ended?: () => void
}

/** A stream that values are put into: one reader, bounded memory. */
export class Feed<Value> implements Stream<Value> {
  #waiting: Value[] = []
  #reader: PromiseWithResolvers<IteratorResult<Value, undefined>> | undefined
  #failure: Error | undefined
  #open = true
  readonly #limit: number
  readonly #ended: () => void

  constructor({ limit = 1000, ended = () => {} }: FeedOptions = {}) {
    this.#limit = limit
    this.#ended = ended
  }

  push(value: Value): void {
    if (!this.#open) return
    if (this.#reader !== undefined) this.#answer({ done: false, value })
    else if (this.#waiting.length < this.#limit) this.#waiting.push(value)
    else
      this.fail(
        new Fault('SUBSCRIBER_TOO_SLOW', `More than ${this.#limit} events waited: read faster, or ask for fewer.`),
      )
  }

  /** Ends the feed; what waits is still read. */
  end(): void {
    if (!this.#open) return
    this.#open = false
    this.#answer({ done: true, value: undefined })
    this.#ended()
  }

  /** Ends the feed with an error, which comes before all that waits. */
  fail(error: Error): void {
    if (!this.#open) return
    this.#waiting = []
    const reader = this.#reader
    this.#reader = undefined
    if (reader === undefined) this.#failure = error
    else reader.reject(error)
    this.end()
  }

  async next(): Promise<IteratorResult<Value, undefined>> {
    if (this.#failure !== undefined) {
      const failure = this.#failure
      this.#failure = undefined
      throw failure
    }
    const [value] = this.#waiting.splice(0, 1)
    if (value !== undefined) return { done: false, value }
    if (!this.#open) return { done: true, value: undefined }
    this.#reader = Promise.withResolvers()
    return this.#reader.promise
  }

  async return(): Promise<IteratorResult<Value, undefined>> {
    this.#waiting = []
    this.#failure = undefined
    this.end()
    return { done: true, value: undefined }
  }

  async throw(error: unknown): Promise<never> {
    await this.return()
    throw error
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return()
  }

  #answer(result: IteratorResult<Value, undefined>): void {
    this.#reader?.resolve(result)
    this.#reader = undefined
  }
}

export interface StreamParts<Value> {
  readonly next: () => Promise<IteratorResult<Value, undefined>>
  /** Ends it before its time. */
  readonly end: () => Promise<IteratorResult<Value, undefined>>
}

/** A stream by how it goes on and how it is ended. */
export const streamOf = <Value>({ next, end }: StreamParts<Value>): Stream<Value> => ({
  next,
  return: end,
  async throw(error) {
    await end()
    throw error
  },
  [Symbol.asyncIterator]() {
    return this
  },
  async [Symbol.asyncDispose]() {
    await end()
  },
})

/** Makes each value of a stream into another, one after the other; ending it ends the source. */
export function mapped<From, To>(
  source: AsyncIterator<From>,
  map: (value: From) => Promise<To>,
  ended: () => void = () => {},
): Stream<To> {
  const end = async (): Promise<{ done: true; value: undefined }> => {
    ended()
    await source.return?.()
    return { done: true, value: undefined }
  }
  return streamOf({
    end,
    async next() {
      try {
        const step = await source.next()
        return step.done === true ? await end() : { done: false, value: await map(step.value) }
      } catch (error) {
        await end()
        throw error
      }
    },
  })
}

/** Leaves out values of a stream that are not wanted; ending it ends the source. */
export const chosen = <Value>(source: Stream<Value>, wanted: (value: Value) => Promise<boolean>): Stream<Value> =>
  streamOf({
    end: () => source.return(undefined),
    async next() {
      for (;;) {
        const step = await source.next()
        if (step.done === true || (await wanted(step.value))) return step
      }
    },
  })
