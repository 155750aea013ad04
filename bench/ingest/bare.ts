import pg from 'pg'
import { performance } from 'node:perf_hooks'
import { textArray } from './text-array.ts'

/** Rows as values that PostgreSQL reads, one for each column. */
export type Rows = readonly (readonly (string | null)[])[]

/** Rows of a table that nothing is made of. */
export interface BareRows {
  /** Columns and keys of the table. */
  readonly definition: string
  /** Its columns that are given, each with its type. */
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  /** Of each sender, the rows of one statement after the other. */
  readonly senders: readonly (readonly Rows[])[]
}

/**
 * Inserts rows into a new table, one transaction for each statement, over a connection for each sender; gives back the
 * seconds that it took.
 */
export async function insertBare(databaseUrl: string, { definition, columns, senders }: BareRows): Promise<number> {
  const names = columns.map(({ name }) => name).join()
  const insert = `insert into bare (${names}) select ${columns.map(({ name, type }) => `${name}::${type}`).join()}
    from unnest(${columns.map((_, nth) => `$${nth + 1}::text[]`).join()}) as given (${names}) on conflict do nothing`
  const clients = await Promise.all(senders.map(() => connected(databaseUrl)))
  await clients[0]?.query(`drop table if exists bare; create table bare (${definition})`)
  const begun = performance.now()
  await Promise.all(
    clients.map(async (client, nth) => {
      for (const rows of senders[nth] ?? []) {
        const values = columns.map((_, column) => textArray(rows.map(row => row[column] ?? null)))
        await client.query({ name: 'bare', text: insert, values })
      }
    }),
  )
  const seconds = (performance.now() - begun) / 1000
  for (const client of clients) await client.end()
  return seconds
}

async function connected(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  return client
}
