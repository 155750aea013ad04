import type { ClientBase, Connection, Submittable } from 'pg'
import { binaryRows, type BinaryRows } from './binary-rows.ts'

declare module 'pg' {
  // The driver has these for its COPY add-ons; its types leave them out.
  interface Connection {
    sendCopyFromChunk(chunk: Buffer): void
    endCopyFrom(): void
    sendCopyFail(reason: string): void
  }
}

/** Gives the bytes that a COPY reads, part after part; each is sent before the next is asked for. */
type Give = (give: (part: Buffer) => void) => void

/** A COPY statement with what it reads, as a query of the driver, which has none of its own. */
class CopyIn implements Submittable {
  readonly done: Promise<void>
  readonly #statement: string
  readonly #give: Give
  #settle: { readonly resolve: () => void; readonly reject: (error: Error) => void }
  #error: Error | null = null

  constructor(statement: string, give: Give) {
    const { promise, ...settle } = Promise.withResolvers<void>()
    this.done = promise
    this.#settle = settle
    this.#statement = statement
    this.#give = give
  }

  /** Does not wait for the server's word: one that refuses the statement drops what follows it. */
  submit(connection: Connection): void {
    connection.query(this.#statement)
    try {
      this.#give(part => connection.sendCopyFromChunk(part))
      connection.endCopyFrom()
    } catch (error) {
      connection.sendCopyFail(String(error))
    }
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

/** Gives a `copy … from stdin` what it reads, as text or in binary form; done when the server has taken it. */
export function copyIn(client: ClientBase, statement: string, give: Give): Promise<void> {
  const copy = new CopyIn(statement, give)
  client.query(copy)
  return copy.done
}

/** Appends rows to a table, given with its columns. */
export const copyRows = (client: ClientBase, target: string, write: (rows: BinaryRows) => void): Promise<void> =>
  copyIn(client, `copy ${target} from stdin (format binary)`, give => {
    const rows = binaryRows(give)
    write(rows)
    rows.end()
  })
