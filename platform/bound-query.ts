import pg from 'pg'

/** The statement that tells the database who asks, prepared once for each connection; it answers no row. */
const become = {
  name: 'autograph_become',
  text: `select where set_config('autograph.principal', $1, true) is null`,
}

/** Makes a new connection ready for queries that are bound to a principal. */
export async function prepareBecoming(client: pg.ClientBase): Promise<void> {
  await client.query({ ...become, values: [''] })
}

/** A query of the driver in one message with the statement that says who asks: no round trip more. */
class BoundQuery<Row extends object> extends pg.Query<Row> {
  constructor(
    config: pg.QueryConfig<unknown[]>,
    principal: string,
    done: (error: Error | undefined, result: Results<Row>) => void,
  ) {
    super(config, done)
    const send = this.submit
    // What comes before the next Sync is one transaction, for which alone the setting holds.
    this.submit = connection => {
      connection.stream.cork()
      try {
        connection.bind({ statement: become.name, values: [principal] }, true)
        connection.execute({}, true)
        return send.call(this, connection)
      } finally {
        connection.stream.uncork()
      }
    }
  }
}

// The driver gives several results for several statements in one message.
type Results<Row extends object> = pg.QueryResult<Row> | readonly pg.QueryResult<Row>[]

/** Runs a statement on behalf of a principal, as signed for this database. */
export function queryAs<Row extends object>(
  client: pg.ClientBase,
  principal: string,
  config: pg.QueryConfig<unknown[]>,
): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    const query = new BoundQuery<Row>(config, principal, (error, result) =>
      error == null ? resolve(lastRows(result)) : reject(error),
    )
    client.query(query)
  })
}

const lastRows = <Row extends object>(result: Results<Row>): Row[] =>
  'rows' in result ? result.rows : (result.at(-1)?.rows ?? [])
