import { z } from 'zod'
import { Fault } from './errors.ts'

/** The arguments of every paged field. */
export interface PageArgs {
  readonly first?: number | null
  readonly after?: string | null
}

/** Where a page starts: the sort value of the last row seen, and its id to tell equal ones apart. */
export interface Position {
  readonly sort: string
  readonly id: string
}

/** A page as a store reads it. */
export interface Page {
  /** Rows to give out. A store reads `limit + 1`, so that the next page is known to exist. */
  readonly limit: number
  readonly after: Position | null
}

export interface Connection<Node> {
  readonly edges: { readonly node: Node; readonly cursor: string }[]
  readonly nodes: Node[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

export interface PageOptions {
  /** Rows of a page when the caller names no number. @default 20 */
  readonly size?: number
  /** Rows of a page at the most. @default 200 */
  readonly most?: number
}

const position = z.tuple([z.string(), z.string()])

/** Reads the arguments of a paged field; a wrong number or cursor is the caller's fault. */
export function pageOf(args: PageArgs, { size = 20, most = 200 }: PageOptions = {}): Page {
  const limit = args.first ?? size
  if (limit < 1 || limit > most) throw new Fault('BAD_USER_INPUT', `first is ${limit}; it can be 1 to ${most}.`)
  return { limit, after: args.after == null ? null : decode(args.after) }
}

function decode(cursor: string): Position {
  try {
    const [sort, id] = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return { sort, id }
  } catch {
    throw new Fault('CURSOR_INVALID', 'after is no cursor of this list: take endCursor of the page before.')
  }
}

const encode = ({ sort, id }: Position): string => Buffer.from(JSON.stringify([sort, id])).toString('base64url')

/** Makes a page of the rows that a store read, which may hold one more than asked for. */
export function connection<Row>(rows: readonly Row[], page: Page, positionOf: (row: Row) => Position): Connection<Row> {
  const nodes = rows.slice(0, page.limit)
  const edges = nodes.map(node => ({ node, cursor: encode(positionOf(node)) }))
  return { edges, nodes, pageInfo: { hasNextPage: rows.length > page.limit, endCursor: edges.at(-1)?.cursor ?? null } }
}
