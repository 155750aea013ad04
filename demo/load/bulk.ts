import type pg from 'pg'

/** A row by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>

export interface BulkOptions {
  /** Rows of one statement. @default 4000 */
  readonly chunk?: number
  /** Called after each statement with the rows that it wrote. */
  readonly wrote?: (rows: number) => void
}

/**
 * Appends rows to a table named with its schema, many in a statement; all rows have the columns of the first one.
 * The next statement's rows are made while the server writes the last one's. Returns how many there were.
 */
export async function insertRows(
  client: pg.Client,
  table: string,
  rows: Iterable<Row>,
  { chunk = 4000, wrote }: BulkOptions = {},
): Promise<number> {
  let count = 0
  let writing: Promise<unknown> = Promise.resolve()
  for (const part of chunks(rows, chunk)) {
    const text = JSON.stringify(part)
    await writing
    writing = client.query(insertText(table, part[0] ?? {}), [text])
    count += part.length
    wrote?.(part.length)
  }
  await writing
  return count
}

function insertText(table: string, first: Row): string {
  const columns = Object.keys(first).join(', ')
  return `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1::json)`
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
