import sql, { raw, type Sql } from 'sql-template-tag'
import { connection, type Connection, type Page, type Position } from './connection.ts'
import type { Queries } from './database.ts'
import { Fault } from './errors.ts'
import { grouped } from './rows.ts'

/** How a list is sorted: by a value and, where it is equal, by an id; both as they stand in the statement. */
export interface ListOrder<Row> {
  readonly by: Sql
  /** What the value is in PostgreSQL; whole numbers of any size are `bigint`. @default timestamptz */
  readonly type?: keyof typeof forms
  /** Left out when the value alone tells rows apart. */
  readonly id?: Sql
  /** @default false */
  readonly descending?: boolean
  /** Where a row that was read stands. */
  readonly positionOf: (row: Row) => Position
}

/** The newest first, and of those of one moment the one with the highest id. */
export const newestFirst = <Row extends { readonly id: string }>(
  by: Sql,
  atOf: (row: Row) => Date,
  id: Sql = sql`id`,
): ListOrder<Row> => ({ by, id, descending: true, positionOf: row => ({ sort: atOf(row).toISOString(), id: row.id }) })

/** The last appended first. */
export const latestFirst = <Row extends { readonly id: string; readonly position: number }>(): ListOrder<Row> => ({
  by: sql`position`,
  type: 'bigint',
  descending: true,
  positionOf: ({ position, id }) => ({ sort: String(position), id }),
})

export interface ListPage<Row> {
  /** A select that ends with its conditions. */
  readonly rows: Sql
  readonly order: ListOrder<Row>
  readonly page: Page
}

/** A page of a list. */
export async function listOf<Row extends object>(
  db: Queries,
  { rows, order, page }: ListPage<Row>,
): Promise<Connection<Row>> {
  return connection(await db.rows<Row>(pageIn(rows, order, page)), page, order.positionOf)
}

function pageIn<Row>(rows: Sql, order: ListOrder<Row>, { after, limit }: Page): Sql {
  const { by, id, descending = false } = order
  const direction = raw(descending ? 'desc' : 'asc')
  const sorted = id === undefined ? sql`${by} ${direction}` : sql`${by} ${direction}, ${id} ${direction}`
  const rest = after === null ? rows : sql`${rows} and ${beyond(after, order)}`
  return sql`${rest} order by ${sorted} limit ${limit + 1}`
}

function beyond<Row>(after: Position, { by, id, type = 'timestamptz', descending = false }: ListOrder<Row>): Sql {
  if (!forms[type](after.sort))
    throw new Fault('CURSOR_INVALID', 'after is a cursor of another list: take endCursor of the page before.')
  const beside = raw(descending ? '<' : '>')
  const value = sql`${after.sort}::${raw(type)}`
  return id === undefined ? sql`${by} ${beside} ${value}` : sql`(${by}, ${id}) ${beside} (${value}, ${after.id})`
}

const forms = {
  timestamptz: (text: string) => /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text)),
  date: (text: string) => text === 'infinity' || (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))),
  bigint: (text: string) => /^\d{1,18}$/.test(text),
  text: () => true,
} as const

/** A page of each of many parents, in one statement: in `rows`, `parent.id` is the parent's key. */
export async function pagesOf<Row extends object>(
  db: Queries,
  parents: readonly string[],
  { rows, order, page }: ListPage<Row>,
): Promise<ReadonlyMap<string, Connection<Row>>> {
  const found = await db.rows<Row & { pageOf: string }>(sql`
    select parent.id as "pageOf", found.*
    from unnest(${parents}::text[]) as parent (id) cross join lateral (${pageIn(rows, order, page)}) as found`)
  const groups = grouped(parents, found, row => row.pageOf)
  return new Map([...groups].map(([parent, group]) => [parent, connection(group, page, order.positionOf)]))
}
