import type { Client } from 'pg'
import { copyIn } from '#platform/copy-in.ts'
import { copyText, type Row } from './copy-text.ts'

export interface InsertOptions {
  /** Rows of one statement. @default 5000 */
  readonly chunk?: number
  /** Called after each statement with the rows that it writes. */
  readonly wrote?: (rows: number) => void
}

/**
 * Appends rows to a table named with its schema, many in a statement; all rows have the columns of the first one.
 * The next statement's rows are made while the server writes the last one's. Returns how many there were.
 */
export async function insertRows(
  client: Client,
  table: string,
  { rows, chunk = 5000, wrote }: InsertOptions & { readonly rows: Iterable<Row> },
): Promise<number> {
  let count = 0
  let writing: Promise<void> = Promise.resolve()
  for (const part of chunks(rows, chunk)) {
    const columns = Object.keys(part[0] ?? {})
    const text = copyText(part, columns)
    await writing
    writing = copyIn(client, `copy ${table} (${columns.join(', ')}) from stdin`, give => give(Buffer.from(text)))
    // Awaited with the next part; until then a failure is not left unheard.
    writing.catch(() => {})
    count += part.length
    wrote?.(part.length)
  }
  await writing
  return count
}

function* chunks<T>(all: Iterable<T>, size: number): Generator<T[]> {
  let part: T[] = []
  for (const one of all) {
    part.push(one)
    if (part.length < size) continue
    yield part
    part = []
  }
  if (part.length > 0) yield part
}
