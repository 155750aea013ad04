import type { ClientBase, Connection, Submittable } from 'pg'

declare module 'pg' {
  // The driver has these for its COPY add-ons; its types leave them out.
  interface Connection {
    sendCopyFromChunk(chunk: Buffer): void
    endCopyFrom(): void
  }
}

/** A COPY statement with what it reads, as a query of the driver, which has none of its own. */
class CopyIn implements Submittable {
  readonly done: Promise<void>
  readonly #statement: string
  readonly #rows: Buffer
  #settle: { readonly resolve: () => void; readonly reject: (error: Error) => void }
  #error: Error | null = null

  constructor(statement: string, rows: Buffer) {
    const { promise, ...settle } = Promise.withResolvers<void>()
    this.done = promise
    this.#settle = settle
    this.#statement = statement
    this.#rows = rows
  }

  /** Sends all in one message: a server that refuses the statement drops the rows that follow it. */
  submit(connection: Connection): void {
    connection.stream.cork()
    connection.query(this.#statement)
    connection.sendCopyFromChunk(this.#rows)
    connection.endCopyFrom()
    connection.stream.uncork()
  }

  handleCopyInResponse(): void {}

  handleCommandComplete(): void {}

  handleError(error: Error): void {
    this.#error = error
    this.#settle.reject(error)
  }

  handleReadyForQuery(): void {
    if (this.#error === null) this.#settle.resolve()
  }
}

/** Gives a `copy … from stdin` the rows that it reads, as text or in binary form; done when the server has taken them. */
export function copyIn(client: ClientBase, statement: string, rows: Buffer): Promise<void> {
  const copy = new CopyIn(statement, rows)
  client.query(copy)
  return copy.done
}
