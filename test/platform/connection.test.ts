import fc from 'fast-check'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connection, pageOf, type Connection, type Page } from '#platform/connection.ts'
import { newestFirst, pagesOf, listOf, type ListOrder } from '#platform/pages.ts'
import { startProbe, type Probe } from './probe.ts'

interface Entry {
  readonly parent: string
  readonly id: string
  readonly at: Date
}

let probe: Probe
beforeAll(async () => {
  probe = await startProbe('create table entry (parent text, id text primary key, at timestamptz(3))')
})
afterAll(() => probe.stop())

const order = newestFirst(sql`at`, (row: Entry) => row.at)

/** Newest first, as a store reads pages of several parents. */
const pages = (parents: readonly string[], page: Page): Promise<ReadonlyMap<string, Connection<Entry>>> =>
  pagesOf(probe.db, parents, { page, order, rows: sql`select * from entry where entry.parent = parent.id` })

async function fill(entries: readonly Entry[]): Promise<void> {
  await probe.db.rows(sql`delete from entry`)
  await probe.db.rows(sql`
    insert into entry select * from unnest(
      ${entries.map(entry => entry.parent)}::text[], ${entries.map(entry => entry.id)}::text[],
      ${entries.map(entry => entry.at)}::timestamptz[])`)
}

async function walk(parent: string, size: number): Promise<string[]> {
  const ids: string[] = []
  let after: string | null = null
  for (;;) {
    const page: Connection<Entry> | undefined = (await pages([parent], pageOf({ first: size, after }))).get(parent)
    if (page === undefined) throw new Error('a parent has no page')
    expect(page.edges.map(edge => edge.node)).toEqual(page.nodes)
    ids.push(...page.nodes.map(node => node.id))
    if (!page.pageInfo.hasNextPage) return ids
    expect(page.nodes).toHaveLength(size)
    after = page.pageInfo.endCursor
  }
}

const entries = fc.uniqueArray(
  fc.record({
    parent: fc.constantFrom('a', 'b'),
    id: fc.string({ minLength: 1, maxLength: 3, unit: fc.constantFrom('x', 'Y', 'ü', '车', '"', '%') }),
    // Few moments, so that many rows are of the same one.
    at: fc.integer({ min: 0, max: 3 }).map(ms => new Date(1_700_000_000_000 + ms)),
  }),
  { selector: entry => entry.id, maxLength: 24 },
)

test('walking the pages gives every row once and in order, whatever the size of a page', async () => {
  await fc.assert(
    fc.asyncProperty(entries, fc.integer({ min: 1, max: 9 }), async (made, size) => {
      await fill(made)
      const all = await walk('a', 200)
      expect(all.toSorted()).toEqual(made.flatMap(({ parent, id }) => (parent === 'a' ? [id] : [])).toSorted())
      expect(await walk('a', size)).toEqual(all)
    }),
    { numRuns: 40 },
  )
})

test('rows that come while pages are walked do not move the others', async () => {
  const at = (day: number): Date => new Date(Date.UTC(2026, 10, day))
  await fill([1, 2, 3, 4].map(day => ({ parent: 'a', id: `day-${day}`, at: at(day) })))
  const first = (await pages(['a'], pageOf({ first: 2 }))).get('a')
  await probe.db.rows(sql`insert into entry values ('a', 'day-9', ${at(9)})`)
  const second = (await pages(['a'], pageOf({ first: 2, after: first?.pageInfo.endCursor }))).get('a')
  expect([first, second].map(page => page?.nodes.map(node => node.id))).toEqual([
    ['day-4', 'day-3'],
    ['day-2', 'day-1'],
  ])
})

test('each parent has a page of its own, an empty one included', async () => {
  const at = new Date(0)
  await fill(['1', '2', '3'].map(id => ({ parent: 'a', id, at })))
  const found = await pages(['a', 'b'], pageOf({ first: 2 }))
  expect(found.get('a')).toMatchObject({ nodes: [{ id: '3' }, { id: '2' }], pageInfo: { hasNextPage: true } })
  expect(found.get('b')).toEqual({ edges: [], nodes: [], pageInfo: { hasNextPage: false, endCursor: null } })
})

test('a list goes on behind the last row by whatever it is sorted', async () => {
  await fill(['1', '2', '3', '4'].map(id => ({ parent: id < '3' ? 'a' : 'b', id, at: new Date(0) })))
  const orders: readonly ListOrder<Entry>[] = [
    { by: sql`id`, type: 'text', positionOf: ({ id }) => ({ sort: id, id }) },
    { by: sql`id::int`, type: 'bigint', positionOf: ({ id }) => ({ sort: id, id: '' }) },
    { by: sql`'infinity'::date`, type: 'date', id: sql`id`, positionOf: ({ id }) => ({ sort: 'infinity', id }) },
  ]
  for (const sorted of orders) {
    const rows = sql`select * from entry where true`
    const first = await listOf(probe.db, { rows, order: sorted, page: pageOf({ first: 3 }) })
    const page = pageOf({ first: 3, after: first.pageInfo.endCursor })
    const second = await listOf(probe.db, { rows, order: sorted, page })
    expect([first, second].map(({ nodes }) => nodes.map(node => node.id))).toEqual([['1', '2', '3'], ['4']])
  }
})

test('a cursor of a list that is sorted otherwise is refused', async () => {
  const refused = (sort: string, type: ListOrder<Entry>['type']): Promise<unknown> =>
    listOf(probe.db, {
      rows: sql`select * from entry where true`,
      order: { by: sql`at`, ...(type && { type }), positionOf: ({ id }: Entry) => ({ sort: id, id }) },
      page: { limit: 1, after: { sort, id: '1' } },
    }).catch((error: unknown) => error)
  for (const [sort, type] of [
    ['Dealer', 'timestamptz'],
    ['2026-99-99T00:00:00Z', 'timestamptz'],
    ['12', 'date'],
    ['1.5', 'bigint'],
    ['-1', 'bigint'],
  ] as const)
    expect(await refused(sort, type)).toMatchObject({ code: 'CURSOR_INVALID' })
})

test('a page has 20 rows when nothing is said, and as many as its list allows at the most', () => {
  expect(pageOf({})).toEqual({ limit: 20, after: null })
  expect(pageOf({ first: null, after: null }, { size: 5 })).toEqual({ limit: 5, after: null })
  expect(pageOf({ first: 200 }).limit).toBe(200)
  for (const first of [0, -1, 201])
    expect(() => pageOf({ first })).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', message: `first is ${first}; it can be 1 to 200.` }),
    )
})

test('a cursor of no list is refused', () => {
  const forged = [[], [1, 2], ['a'], 'a', null, { sort: 'a', id: 'b' }].map(value =>
    Buffer.from(JSON.stringify(value)).toString('base64url'),
  )
  for (const after of ['', 'nonsense', '%%%', ...forged])
    expect(() => pageOf({ after })).toThrow(expect.objectContaining({ code: 'CURSOR_INVALID' }))
})

test('a cursor is opaque and survives any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (sort, id) => {
      const { pageInfo } = connection([{ sort, id }], { limit: 1, after: null }, row => row)
      expect(pageOf({ after: pageInfo.endCursor }).after).toEqual({ sort, id })
    }),
  )
})
