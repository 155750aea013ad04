import type { Client, Connection, Submittable } from 'pg'

declare module 'pg' {
  // The driver has these for its COPY add-ons; its types leave them out.
  interface Connection {
    sendCopyFromChunk(chunk: Buffer): void
    endCopyFrom(): void
  }
}

/** A COPY statement with the text that it reads, as a query of the driver, which has none of its own. */
class CopyIn implements Submittable {
  readonly done: Promise<void>
  readonly #statement: string
  readonly #text: string
  #settle: { readonly resolve: () => void; readonly reject: (error: Error) => void }
  #error: Error | null = null

  constructor(statement: string, text: string) {
    const { promise, ...settle } = Promise.withResolvers<void>()
    this.done = promise
    this.#settle = settle
    this.#statement = statement
    this.#text = text
  }

  submit(connection: Connection): void {
    connection.query(this.#statement)
  }

  handleCopyInResponse(connection: Connection): void {
    connection.sendCopyFromChunk(Buffer.from(this.#text))
    connection.endCopyFrom()
  }

  handleCommandComplete(): void {}

  handleError(error: Error): void {
    this.#error = error
    this.#settle.reject(error)
  }

  handleReadyForQuery(): void {
    if (this.#error === null) this.#settle.resolve()
  }
}

/** Gives a `copy … from stdin` the text that it reads; done when the server has taken it. */
export function copyIn(client: Client, statement: string, text: string): Promise<void> {
  const copy = new CopyIn(statement, text)
  client.query(copy)
  return copy.done
}
