import { createHash } from 'node:crypto'
import { channel } from 'node:diagnostics_channel'
import pg from 'pg'
import type { Sql } from 'sql-template-tag'
import type { BinaryRows } from './binary-rows.ts'
import { prepareBecoming, queryAs } from './bound-query.ts'
import { copyRows } from './copy-in.ts'
import { listen } from './listen.ts'
import type { Signer, Who } from './signed-principal.ts'

export interface QueryOptions {
  /**
   * `anew`: for its values each time, which costs some of its time: for a statement whose values find a handful of rows
   * or half of a table, and that no plan serves alike. `once`: a connection plans it once for whatever the values are:
   * for one that finds its rows by keys. Without a principal the latter makes no difference.
   * @default as PostgreSQL takes it, which is for the values while that looks cheaper
   */
  readonly plan?: 'anew' | 'once' | undefined
}

/** Reads and writes of one subgraph, in its own schema of the database. */
export interface Queries {
  rows<Row extends object>(query: Sql, options?: QueryOptions): Promise<Row[]>
  row<Row extends object>(query: Sql): Promise<Row | undefined>
}

/** Statements that commit together or not at all. */
export interface Transaction extends Queries {
  /** Appends rows to a table, given with its columns as in `part (number, unit)`, as they are written; many cost least this way. */
  copy(target: string, write: (rows: BinaryRows) => void): Promise<void>
  /** Work whose failure undoes only itself. */
  savepoint<T>(work: () => Promise<T>): Promise<T>
  /** The same transaction past the caller's rows, for what has to be settled between dealers; say why at each use. */
  readonly asSystem: Transaction
}

export interface Database extends Queries {
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
  /** The same database on somebody's behalf: he sees his rows. Unless it is said, nobody's rows are seen. */
  as(who: Who): Database
  /** The same database for statements that find their rows by keys: each is planned once. */
  readonly byKeys: Database
  /** Calls back on every notification of a channel, and with an empty one after a break: some may have been missed. */
  listen(name: string, heard: (payload: string) => void): Promise<() => Promise<void>>
  close(): Promise<void>
}

export interface DatabaseOptions {
  readonly url: string
  /** The schema that holds the tables of this subgraph. */
  readonly schema: string
  /** Connections held at the most for callers, and as many for the program itself. @default 6 */
  readonly connections?: number
  /** Says to the database on whose behalf a statement runs; without it everything is the connecting user's. */
  readonly sign?: Signer | undefined
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

interface Usual {
  readonly usual?: QueryOptions['plan']
  readonly inTransaction: boolean
}

export function openDatabase({ url, schema, connections = 6, sign }: DatabaseOptions): Database {
  const settings = {
    connectionString: url,
    types,
    options: `-c search_path=${schema},platform -c statement_timeout=30s`,
  }
  const openPool = (): pg.Pool => {
    const pool = new pg.Pool({ ...settings, max: connections, ...(sign && { onConnect: prepareBecoming }) })
    // A connection that breaks is replaced by the pool; the query under way, or the next, reports what is wrong.
    pool.on('error', () => {})
    pool.on('connect', client => client.on('error', () => {}))
    return pool
  }
  const callers = openPool()
  // The program's own work and callers don't wait for each other, nor tell each other's connections who asks.
  const system = sign === undefined ? callers : openPool()

  const queriesOn = (client: pg.PoolClient, who: Who | null, { usual, inTransaction }: Usual): Queries => {
    const rows = async <Row extends object>(query: Sql, { plan = usual }: QueryOptions = {}): Promise<Row[]> => {
      const { text, values } = query
      if (statements.hasSubscribers) statements.publish({ schema, text })
      // Without values it would be no statement of the protocol that a principal can go before.
      const name = plan === 'anew' && values.length > 0 ? {} : { name: nameOf(text) }
      if (sign === undefined) return (await client.query<Row>({ ...name, text, values })).rows
      const principal = who === null ? '' : sign(who)
      return queryAs<Row>(client, { principal, plannedOnce: plan === 'once', inTransaction }, { ...name, text, values })
    }
    return { rows, row: async <Row extends object>(query: Sql) => (await rows<Row>(query))[0] }
  }

  const transactionOn = (client: pg.PoolClient, who: Who | null): Transaction => ({
    ...queriesOn(client, who, { inTransaction: true }),
    copy: (target, write) => copyRows(client, target, write),
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
    get asSystem() {
      return who === 'system' ? this : transactionOn(client, 'system')
    },
  })

  const onBehalfOf = (who: Who | null, usual?: QueryOptions['plan']): Database => {
    const pool = who === 'system' ? system : callers
    const rows = async <Row extends object>(query: Sql, options?: QueryOptions): Promise<Row[]> => {
      const client = await pool.connect()
      let broken = true
      try {
        const found = await queriesOn(client, who, { usual, inTransaction: false }).rows<Row>(query, options)
        broken = false
        return found
      } finally {
        // After a failure it isn't known on whose behalf the connection is.
        client.release(broken)
      }
    }
    return {
      rows,
      row: async <Row extends object>(query: Sql) => (await rows<Row>(query))[0],
      async transaction(work) {
        const client = await pool.connect()
        let broken: Error | undefined
        try {
          await client.query('begin')
          const done = await work(transactionOn(client, who))
          await client.query('commit')
          return done
        } catch (error) {
          await client.query('rollback').catch((lost: Error) => (broken = lost))
          throw error
        } finally {
          client.release(broken)
        }
      },
      as: other => onBehalfOf(other, usual),
      get byKeys() {
        return usual === 'once' ? this : onBehalfOf(who, 'once')
      },
      listen: (name, heard) => listen(settings, { name, heard }),
      async close() {
        await callers.end()
        if (system !== callers) await system.end()
      },
    }
  }
  return onBehalfOf(null)
}
