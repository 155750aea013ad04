import { createHash } from 'node:crypto'
import { channel } from 'node:diagnostics_channel'
import pg from 'pg'
import type { Sql } from 'sql-template-tag'
import { listen } from './listen.ts'

export interface QueryOptions {
  /**
   * Whether the statement is planned for its values each time, which costs some of its time: for one whose values find
   * a handful of rows or half of a table, and that no plan serves alike. @default false
   */
  readonly plannedAnew?: boolean
}

/** Reads and writes of one subgraph, in its own schema of the database. */
export interface Queries {
  rows<Row extends object>(query: Sql, options?: QueryOptions): Promise<Row[]>
  row<Row extends object>(query: Sql): Promise<Row | undefined>
}

/** Statements that commit together or not at all. */
export interface Transaction extends Queries {
  /** Work whose failure undoes only itself. */
  savepoint<T>(work: () => Promise<T>): Promise<T>
}

export interface Database extends Queries {
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
  /** Calls back on every notification of a channel, and with an empty one after a break: some may have been missed. */
  listen(name: string, heard: (payload: string) => void): Promise<() => Promise<void>>
  close(): Promise<void>
}

export interface DatabaseOptions {
  readonly url: string
  /** The schema that holds the tables of this subgraph. */
  readonly schema: string
  /** Connections held at the most. @default 6 */
  readonly connections?: number
}

/** Every statement sent, as `{ schema, text }`; tests count what a query costs. */
export const statements = channel('autograph:statement')

const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.INT8, Number)
// A calendar day has no time zone: it stays text.
types.setTypeParser(pg.types.builtins.DATE, day => day)

const names = new Map<string, string>()

/** Static texts become named prepared statements, parsed and planned once per connection. */
function nameOf(text: string): string {
  const known = names.get(text)
  if (known !== undefined) return known
  const name = createHash('sha1').update(text).digest('base64url')
  names.set(text, name)
  return name
}

export function openDatabase({ url, schema, connections = 6 }: DatabaseOptions): Database {
  const settings = {
    connectionString: url,
    types,
    options: `-c search_path=${schema},platform -c statement_timeout=30s`,
  }
  const pool = new pg.Pool({ ...settings, max: connections })
  // A connection that breaks is replaced by the pool; the query under way, or the next, reports what is wrong.
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {}))

  const queriesOn = (client: pg.Pool | pg.PoolClient): Queries => {
    const rows = async <Row extends object>(query: Sql, { plannedAnew = false }: QueryOptions = {}): Promise<Row[]> => {
      const text = query.text
      if (statements.hasSubscribers) statements.publish({ schema, text })
      const result = await client.query<Row>({
        ...(plannedAnew ? {} : { name: nameOf(text) }),
        text,
        values: query.values,
      })
      return result.rows
    }
    return { rows, row: async <Row extends object>(query: Sql) => (await rows<Row>(query))[0] }
  }

  const transactionOn = (client: pg.PoolClient): Transaction => ({
    ...queriesOn(client),
    async savepoint(work) {
      await client.query('savepoint work')
      try {
        const done = await work()
        await client.query('release savepoint work')
        return done
      } catch (error) {
        await client.query('rollback to savepoint work')
        throw error
      }
    },
  })

  return {
    ...queriesOn(pool),
    async transaction(work) {
      const client = await pool.connect()
      let broken: Error | undefined
      try {
        await client.query('begin')
        const done = await work(transactionOn(client))
        await client.query('commit')
        return done
      } catch (error) {
        await client.query('rollback').catch((lost: Error) => (broken = lost))
        throw error
      } finally {
        client.release(broken)
      }
    },
    listen: (name, heard) => listen(settings, { name, heard }),
    close: () => pool.end(),
  }
}
