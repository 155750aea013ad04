import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate, MigrationConflict } from '#platform/migrate.ts'
import { emptyDatabase, temporaryFolder } from './probe.ts'

let folder: ReturnType<typeof temporaryFolder>
let client: pg.Client
let url: string
beforeEach(async () => {
  folder = temporaryFolder()
  url = await emptyDatabase()
  client = new pg.Client({ connectionString: url })
  await client.connect()
})
afterEach(async () => {
  await client.end()
  folder.remove()
})

const write = (name: string, text: string): void => writeFileSync(join(folder.path, name), text)
const run = (): Promise<void> => migrate(url, [{ schema: 'probe', folder: folder.path }])
const applied = async (): Promise<string[]> =>
  (await client.query<{ name: string }>('select name from probe.migration order by name')).rows.map(row => row.name)

test('files run once each, in the order of their names, in the schema of their own', async () => {
  write('002-two.sql', 'alter table one add column two int')
  write('001-one.sql', 'create table one (id int)')
  await run()
  await run()
  write('003-three.sql', 'alter table one add column three int')
  await run()
  expect(await applied()).toEqual(['001-one.sql', '002-two.sql', '003-three.sql'])
  expect((await client.query('select * from probe.one')).fields.map(field => field.name)).toEqual([
    'id',
    'two',
    'three',
  ])
})

test('a database of a newer version is refused and left as it is', async () => {
  write('001-one.sql', 'create table one (id int)')
  await run()
  await client.query(`insert into probe.migration values ('009-newer.sql', 'x')`)
  write('002-two.sql', 'drop table one')
  await expect(run()).rejects.toThrow(
    new MigrationConflict(
      'The database was made by a newer version: it has probe/009-newer.sql, which this one does not know.',
    ),
  )
  expect(await applied()).toEqual(['001-one.sql', '009-newer.sql'])
})

test('a file that was changed after it ran is refused', async () => {
  write('001-one.sql', 'create table one (id int)')
  await run()
  write('001-one.sql', 'create table one (id bigint)')
  await expect(run()).rejects.toThrow(
    new MigrationConflict(`The database was made by another version: its probe/001-one.sql differs from this one's.`),
  )
})

test('a file that fails leaves nothing of itself, and can be mended', async () => {
  write('001-one.sql', 'create table one (id int); create table one (id int)')
  await expect(run()).rejects.toThrow('relation "one" already exists')
  expect(await applied()).toEqual([])
  write('001-one.sql', 'create table one (id int)')
  await run()
  expect(await applied()).toEqual(['001-one.sql'])
})

test('several processes that migrate at once run each file once', async () => {
  write('001-one.sql', 'create table one (id int); insert into one values (1)')
  await Promise.all([run(), run(), run(), run()])
  expect((await client.query('select * from probe.one')).rows).toEqual([{ id: 1 }])
})
