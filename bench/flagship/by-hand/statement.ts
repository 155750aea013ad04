import pg from 'pg'

/** Sends named statements, which PostgreSQL parses and plans once per connection. */
export interface Reader {
  rows<Row extends pg.QueryResultRow>(statement: Statement): Promise<Row[]>
}

export interface Statement {
  readonly name: string
  readonly text: string
  readonly values: unknown[]
}

export type Read<Row> = (db: Reader, ...values: readonly unknown[]) => Promise<Row[]>

/** Declares a statement by its name. */
export function statement<Row extends pg.QueryResultRow>(name: string, text: string): Read<Row> {
  return (db, ...values) => db.rows<Row>({ name, text, values: [...values] })
}

const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.DATE, day => day)

/** A pool as large as that of one subgraph; one as large as those of all together answers fewer calls on two cores. */
export const openPool = (connectionString: string): pg.Pool => new pg.Pool({ connectionString, types, max: 6 })

export const readerOf = (pool: pg.Pool): Reader => ({
  rows: async <Row extends pg.QueryResultRow>(asked: Statement) => (await pool.query<Row>(asked)).rows,
})
