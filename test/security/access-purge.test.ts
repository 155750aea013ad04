import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { accessBook } from '#platform/access/access-book.ts'
import type { Access } from '#platform/access/access-entry.ts'
import { checkBooks } from '#platform/access/check-books.ts'
import { openDatabase, type Database } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { accessOf, type SubgraphAccess } from '#platform/subgraph-login.ts'
import { createDatabase } from '../kit/database.ts'
import { runCommand } from '../kit/program.ts'

let url: string
let owner: pg.Client
let access: SubgraphAccess
let db: Database
beforeAll(async () => {
  url = await createDatabase(inject('postgres'), { name: `test_${randomUUID()}`, from: 'template_autograph' })
  owner = new pg.Client({ connectionString: url })
  await owner.connect()
  access = await accessOf(url, 'customer')
  db = openDatabase({ url: access.url, schema: 'customer', sign: access.sign, connections: 1 }).as('system')
})
afterAll(async () => {
  await db.close()
  await owner.end()
})

const yearsAgo = (years: number): Date => new Date(Date.now() - years * 366 * 24 * 60 * 60_000)

const seen = (reader: string, at: Date): Access => ({
  id: newId('access'),
  at,
  reader,
  role: 'compliance',
  dealerId: null,
  operation: null,
  customerId: 'somebody',
  subject: null,
  fields: ['Customer.phone'],
  classes: ['CONTACT'],
  reason: 'Request 4711',
})

const aBook = () => accessBook(db, { subgraph: 'customer', seals: access.seals })

async function said(what: string): Promise<{ readonly code: number | null; readonly text: string }> {
  const run = runCommand('access', [what], { DATABASE_URL: url })
  const code = await run.ended
  return { code, text: run.said().trim() }
}

test('records go after their time, and the chain of the others holds as before', async () => {
  const whole = aBook()
  await whole.write([seen('of a book that goes whole', yearsAgo(5))])
  const book = aBook()
  await book.write([seen('old', yearsAgo(4)), seen('as old', yearsAgo(4))])
  await book.write([seen('old, but signed with a younger one', yearsAgo(4)), seen('young', yearsAgo(2))])
  const { ends } = await checkBooks(db, access.seals)

  expect(await said('purge')).toEqual({ code: 0, text: '3 records of access were purged' })
  await book.write([seen('new', new Date())])
  await whole.write([seen('new in the other', new Date())])
  const { rows } = await owner.query('select reader from platform.access_entry order by book, place')
  expect(rows.map(({ reader }) => reader)).toEqual([
    'new in the other',
    'old, but signed with a younger one',
    'young',
    'new',
  ])
  const { books, entries, flaws } = await checkBooks(db, access.seals, ends)
  expect({ books, entries, flaws }).toEqual({ books: 2, entries: 4, flaws: [] })
  await expect(owner.query('delete from platform.access_entry')).rejects.toThrow('append-only')
})

test('what was taken away under the name of a purge is found, and no purge goes over it', async () => {
  const flawsAfter = async (change: string): Promise<readonly unknown[]> => {
    await owner.query(`begin; alter table platform.access_entry disable trigger all; ${change}; commit`)
    return (await checkBooks(db, access.seals)).flaws
  }
  expect(await flawsAfter(`update platform.access_cut set before = before + interval '1 year' where book = 2`)).toEqual(
    [{ book: 2, place: 2, what: 'its purge is not signed by us' }],
  )
  expect(await flawsAfter(`update platform.access_cut set before = before - interval '1 year' where book = 2`)).toEqual(
    [],
  )
  expect(
    await flawsAfter(`
      update platform.access_cut set place = entry.place, hash = entry.hash
      from platform.access_entry as entry where entry.book = 2 and access_cut.book = 2 and entry.place = 4;
      delete from platform.access_entry where book = 2 and place <= 4`),
  ).toEqual([{ book: 2, place: 4, what: 'its purge is not signed by us' }])
  expect(await flawsAfter('delete from platform.access_cut where book = 2')).toEqual([
    { book: 2, place: 1, what: 'it is missing' },
  ])
  expect(await said('purge')).toEqual({ code: 1, text: expect.stringContaining('1 flaws') })
})
