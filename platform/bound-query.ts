import { LRUCache } from 'lru-cache'
import pg from 'pg'

/** The statements that tell the database who asks, prepared once for each connection; they answer no row. */
const become = {
  name: 'autograph_become',
  text: `select where set_config('autograph.principal', $1, true) is null`,
}
const becomeForOnePlan = {
  name: 'autograph_become_for_one_plan',
  text: `select where set_config('autograph.principal', $1, true) is null
    or set_config('plan_cache_mode', 'force_generic_plan', true) is null`,
}

/** Makes a new connection ready for queries that are bound to a principal. */
export async function prepareBecoming(client: pg.ClientBase): Promise<void> {
  for (const each of [become, becomeForOnePlan]) await client.query({ ...each, values: [''] })
}

/** On whose behalf a statement runs, and how it is planned. */
export interface Bound {
  /** The principal as signed for this database. */
  readonly principal: string
  /** Whether one plan serves all values. */
  readonly plannedOnce: boolean
}

const messages = new LRUCache<string, Buffer>({ max: 1000 })

/** What is sent so that a connection knows who asks: the same bytes for each of his statements. */
function messageOf({ principal, plannedOnce }: Bound): Buffer {
  const { name } = plannedOnce ? becomeForOnePlan : become
  const key = `${name} ${principal}`
  const known = messages.get(key)
  if (known !== undefined) return known
  const value = Buffer.from(principal)
  const message = Buffer.concat([
    messageWith('B', text(''), text(name), int16(0), int16(1), int32(value.length), value, int16(0)),
    messageWith('E', text(''), int32(0)),
  ])
  messages.set(key, message)
  return message
}

const messageWith = (kind: string, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from(kind), int32(content.length + 4), content])
}

const text = (value: string): Buffer => Buffer.from(`${value}\0`)

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(value)
  return bytes
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

/** A query of the driver in one message with the statement that says who asks: no round trip more. */
class BoundQuery<Row extends object> extends pg.Query<Row> {
  constructor(
    config: pg.QueryConfig<unknown[]>,
    bound: Bound,
    done: (error: Error | undefined, result: Results<Row>) => void,
  ) {
    super(config, done)
    const send = this.submit
    // What comes before the next Sync is one transaction, for which alone the setting holds.
    this.submit = connection => {
      connection.stream.cork()
      try {
        connection.stream.write(messageOf(bound))
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
