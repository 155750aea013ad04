import pg from 'pg'
import type { Sql } from 'sql-template-tag'
import { copyRows } from '#platform/copy-in.ts'
import type { Database, Transaction } from '#platform/database.ts'

/** A connection that may write into the tables of every subgraph, in one transaction for all of them. */
export interface OwnerConnection {
  readonly client: pg.Client
  /** Lets work of a subgraph see its own tables, as that subgraph would. */
  readonly as: <T>(schema: string, work: (tx: Transaction) => Promise<T>) => Promise<T>
}

/** Runs work in a transaction that holds everything or nothing. */
export async function inOneTransaction<T>(
  databaseUrl: string,
  work: (connection: OwnerConnection) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(`set local statement_timeout = 0`)
    const done = await work({ client, as: (schema, part) => workAs(client, schema, part) })
    await client.query('commit')
    return done
  } finally {
    await client.end()
  }
}

async function workAs<T>(client: pg.Client, schema: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  await client.query(`set local search_path = ${pg.escapeIdentifier(schema)}, platform`)
  return work(transactionOn(client))
}

function transactionOn(client: pg.Client): Transaction {
  const rows = async <Row extends object>({ text, values }: Sql): Promise<Row[]> =>
    (await client.query<Row>({ text, values })).rows
  return {
    rows,
    row: async <Row extends object>(query: Sql) => (await rows<Row>(query))[0],
    copy: (target, write) => copyRows(client, target, write),
    savepoint: work => work(),
    get asSystem() {
      return this
    },
  }
}

/** A transaction as a database whose own transactions are parts of it, for code that opens some. */
export const databaseIn = (tx: Transaction): Database => ({
  ...tx,
  transaction: work => work(tx),
  as: () => databaseIn(tx),
  get byKeys() {
    return this
  },
  listen: () => Promise.reject(new Error('nothing is heard within a transaction')),
  close: () => Promise.resolve(),
})
