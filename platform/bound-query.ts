import pg from 'pg'

/**
 * The statement that tells a connection who asks and how statements are planned, for this transaction or until it is
 * told again; it answers no row.
 */
const become = {
  name: 'autograph_become',
  text: `select where set_config('autograph.principal', $1, $3::boolean) is null
    or set_config('plan_cache_mode', $2, $3::boolean) is null`,
}

/** Makes a new connection ready for queries that are bound to a principal. */
export async function prepareBecoming(client: pg.ClientBase): Promise<void> {
  await client.query({ ...become, values: ['', 'auto', 'true'] })
}

/** On whose behalf a statement runs, and how it is planned. */
export interface Bound {
  /** The principal as signed for this database; empty for nobody. */
  readonly principal: string
  /** Whether one plan serves all values. */
  readonly plannedOnce: boolean
  /** Whether it runs in a transaction with others, which may be of somebody else. */
  readonly inTransaction: boolean
}

/**
 * What a connection was told last, unless a transaction came between, which may have left something else. A statement
 * that fails undoes what it was told, so its connection must not be used again.
 */
const told = new WeakMap<pg.Connection, Bound>()

function isTold(connection: pg.Connection, { principal, plannedOnce }: Bound): boolean {
  const known = told.get(connection)
  return known !== undefined && known.principal === principal && known.plannedOnce === plannedOnce
}

/** A query of the driver, in one message with the statement that says who asks where the connection knows otherwise. */
class BoundQuery<Row extends object> extends pg.Query<Row> {
  constructor(
    config: pg.QueryConfig<unknown[]>,
    bound: Bound,
    done: (error: Error | undefined, result: Results<Row>) => void,
  ) {
    super(config, done)
    const send = this.submit
    this.submit = connection => {
      const { principal, plannedOnce, inTransaction } = bound
      if (!inTransaction && isTold(connection, bound)) return send.call(this, connection)
      if (inTransaction) told.delete(connection)
      else told.set(connection, bound)
      connection.stream.cork()
      try {
        const planning = plannedOnce ? 'force_generic_plan' : 'auto'
        connection.bind({ statement: become.name, values: [principal, planning, String(inTransaction)] }, true)
        connection.execute(null, true)
        return send.call(this, connection)
      } finally {
        connection.stream.uncork()
      }
    }
  }
}

// The driver gives several results for several statements in one message.
type Results<Row extends object> = pg.QueryResult<Row> | readonly pg.QueryResult<Row>[]

/** Runs a statement on behalf of a principal. */
export function queryAs<Row extends object>(
  client: pg.ClientBase,
  bound: Bound,
  config: pg.QueryConfig<unknown[]>,
): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    const query = new BoundQuery<Row>(config, bound, (error, result) =>
      error == null ? resolve(lastRows(result)) : reject(error),
    )
    client.query(query)
  })
}

const lastRows = <Row extends object>(result: Results<Row>): Row[] =>
  'rows' in result ? result.rows : (result.at(-1)?.rows ?? [])
