import { randomUUID } from 'node:crypto'
import pg from 'pg'
import sql, { raw } from 'sql-template-tag'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Principal } from '#platform/auth.ts'
import { openDatabase, type Database } from '#platform/database.ts'
import { principalSigner } from '#platform/signed-principal.ts'
import { accessOf, type SubgraphAccess } from '#platform/subgraph-login.ts'
import { migrateAll } from '../../commands/migrate-all.ts'
import { createDatabase } from '../kit/database.ts'
import { aPrincipal } from '../kit/principal.ts'

let owner: pg.Client
let login: pg.Client
let access: SubgraphAccess
let db: Database
const seller = (dealerId: string): Principal => aPrincipal({ role: 'dealer-sales', dealerId })
const [anna, bob] = [seller('dealer-a'), seller('dealer-b')]
const separator = '\u001F'

beforeAll(async () => {
  const url = await createDatabase(inject('postgres'), { name: `test_${randomUUID()}`, from: 'template_autograph' })
  // What a database gives to everybody is no part of its template.
  await migrateAll(url)
  owner = new pg.Client({ connectionString: url })
  await owner.connect()
  await owner.query(`insert into sales.territory (id, name) values ('t', 'All')`)
  for (const id of ['dealer-a', 'dealer-b']) {
    await owner.query(
      `insert into sales.dealer (id, name, territory_id, street, city, region) values ($1, $1, 't', 's', 'c', 'r')`,
      [id],
    )
    await owner.query(
      `insert into sales.sales_cycle (id, category, customer_id, dealer_id, origin, opened_at)
       values ('cycle of ' || $1, 'PROSPECT', 'customer of ' || $1, $1, 'WEB', now())`,
      [id],
    )
  }
  access = await accessOf(url, 'sales')
  login = new pg.Client({ connectionString: access.url, options: '-c search_path=sales,platform' })
  await login.connect()
  db = openDatabase({ url: access.url, schema: 'sales', sign: access.sign, connections: 2 })
})
afterAll(async () => {
  await db.close()
  await login.end()
  await owner.end()
})

const everyRow = sql`select id from sales_cycle order by id`
const seen = async (who: Database): Promise<string[]> => (await who.rows<{ id: string }>(everyRow)).map(({ id }) => id)

/** What the login sees in a transaction of its own that begins as Anna and goes on with some text of an attacker's. */
async function seenAfter(attack: string, values: readonly unknown[] = []): Promise<string[]> {
  await login.query('begin')
  try {
    await login.query(`select set_config('autograph.principal', $1, true)`, [access.sign(anna)])
    await login.query(attack, [...values])
    return (await login.query<{ id: string }>(everyRow.text)).rows.map(({ id }) => id)
  } finally {
    await login.query('rollback')
  }
}

test('each sees his rows, the program all, and nobody none', async () => {
  expect(await seen(db.as(anna))).toEqual(['cycle of dealer-a'])
  expect(await seen(db.as(bob))).toEqual(['cycle of dealer-b'])
  expect(await seen(db.as('system'))).toEqual(['cycle of dealer-a', 'cycle of dealer-b'])
  expect(await seen(db)).toEqual([])
})

test('a transaction keeps its principal, and past it only what says so', async () => {
  const found = await db.as(bob).transaction(async tx => [await tx.rows(everyRow), await tx.asSystem.rows(everyRow)])
  expect(found.map(rows => rows.length)).toEqual([1, 2])
})

test('connections that are shared by many keep nobody’s principal', async () => {
  const asked = Array.from({ length: 200 }, (_, index) => (index % 3 === 0 ? db : db.as(index % 3 === 1 ? anna : bob)))
  const answers = await Promise.all(asked.map(seen))
  expect(answers).toEqual(asked.map((_, index) => [[], ['cycle of dealer-a'], ['cycle of dealer-b']][index % 3]))
})

test('a statement that fails leaves the next one its own principal', async () => {
  await expect(db.as(anna).rows(sql`select 1 / 0`)).rejects.toThrow(/division by zero/)
  expect(await seen(db.as(bob))).toEqual(['cycle of dealer-b'])
})

test('a row of another dealer can’t be written, nor one be given away', async () => {
  const text = (dealer: string): string =>
    `insert into sales_cycle (id, category, customer_id, dealer_id, origin, opened_at)
     values ('${randomUUID()}', 'PROSPECT', 'c', '${dealer}', 'WEB', now())`
  await expect(db.as(anna).rows(sql`${raw(text('dealer-b'))}`)).rejects.toThrow(/row-level security/)
  await expect(db.as(anna).rows(sql`update sales_cycle set dealer_id = 'dealer-b'`)).rejects.toThrow(
    /row-level security/,
  )
  expect(
    await db.as(anna).rows(sql`update sales_cycle set origin = 'WEB' where dealer_id = 'dealer-b' returning id`),
  ).toEqual([])
})

const claims = {
  'a role without a signature': () => 'system',
  'the own signature over another dealer': () => access.sign(anna).replace('dealer-a', 'dealer-b'),
  'the own signature over more': () => `${access.sign(anna)}${separator}x`,
  'a signature by another key': () => principalSigner(Buffer.alloc(64, 7))('system'),
  nothing: () => '',
}
test.each(Object.entries(claims))('an injected statement that sets %s is nobody', async (_, claim) => {
  expect(await seenAfter(`select set_config('autograph.principal', $1, true)`, [claim()])).toEqual([])
})

test('a signature holds for two minutes', async () => {
  const { rows } = await owner.query<{ key: Buffer }>('select key from platform.principal_key')
  const signedAgo = (seconds: number): string =>
    principalSigner(rows[0]?.key ?? Buffer.alloc(64), () => Date.now() - seconds * 1000)(bob)
  const become = `select set_config('autograph.principal', $1, true)`
  expect(await seenAfter(become, [signedAgo(60)])).toEqual(['cycle of dealer-b'])
  expect(await seenAfter(become, [signedAgo(130)])).toEqual([])
})

test('what a statement sets within itself is no way to others’ rows', async () => {
  const text = `select id from sales_cycle where set_config('autograph.principal', 'system', true) <> '' or true`
  expect(await db.as(anna).rows(sql`${raw(text)}`)).toEqual([{ id: 'cycle of dealer-a' }])
  expect(await seen(db.as(bob))).toEqual(['cycle of dealer-b'])
})

test('what a statement leaves behind on its connection is nobody else’s', async () => {
  const one = openDatabase({ url: access.url, schema: 'sales', sign: access.sign, connections: 1 })
  const leave = (who: Database, said: string): Promise<unknown> =>
    who.rows(sql`select id from sales_cycle where set_config('autograph.principal', ${said}, false) is null`)
  for (const left of ['system', '', access.sign(anna)]) {
    await leave(one.as(anna), left)
    expect(await seen(one.as(bob))).toEqual(['cycle of dealer-b'])
    expect(await seen(one)).toEqual([])
    expect(await seen(one.as(anna))).toEqual(['cycle of dealer-a'])
  }
  await leave(one.as(anna), 'system')
  expect(await seen(one.as(anna))).toEqual([])
  expect(await seen(one.as(bob))).toEqual(['cycle of dealer-b'])
  await one.as(anna).transaction(async tx => {
    await tx.rows(
      sql`select from sales_cycle where set_config('autograph.principal', ${access.sign(anna)}, false) is null`,
    )
  })
  expect(await seen(one.as(bob))).toEqual(['cycle of dealer-b'])
  await one.close()
})

test('whoever asks after a transaction is himself, however it ended', async () => {
  const one = openDatabase({ url: access.url, schema: 'sales', sign: access.sign, connections: 1 })
  const settle = (fails: boolean): Promise<unknown> =>
    one.as(anna).transaction(async tx => {
      await tx.asSystem.rows(everyRow)
      if (fails) await tx.asSystem.rows(sql`select 1 / 0`)
    })
  for (const fails of [false, true]) {
    expect(await seen(one.as(bob))).toEqual(['cycle of dealer-b'])
    await settle(fails).catch(() => {})
    expect(await seen(one.as(bob))).toEqual(['cycle of dealer-b'])
    await settle(fails).catch(() => {})
    expect(await seen(one)).toEqual([])
  }
  await one.close()
})

test.each([
  'select * from platform.principal_key',
  'select * from platform.login',
  'select platform.inner_pad()',
  `select * from pg_authid`,
  'select * from customer.customer',
  'select * from sales.migration',
  'select platform.hold_events()',
  'set row_security = off; select * from sales_cycle',
  'alter table sales_cycle disable row level security',
  'alter table sales_cycle no force row level security',
  'drop policy rows on sales_cycle',
  'create policy mine on sales_cycle using (true)',
  'create temporary table sales_cycle (id text)',
  'create table sales.mine (id text)',
  `create function platform.is_system() returns boolean language sql return true`,
  `call platform.guard('sales_cycle', 'true')`,
  `call platform.guard_each(array['sales_cycle'], 'true', 'true')`,
  'set role pg_read_all_data',
  'set session authorization postgres',
  'create role another superuser',
  `copy (select 1) to '/tmp/autograph'`,
])('the login may not: %s', async statement => {
  await expect(seenAfter(statement)).rejects.toThrow(
    /permission denied|must be owner|row-level security|does not exist|may not/,
  )
})

test('the owner is no role that the login can take, and what it was cannot be taken back to more', async () => {
  const { rows } = await owner.query<{ name: string }>('select current_user as name')
  const name = pg.escapeIdentifier(rows[0]?.name ?? '')
  await expect(seenAfter(`set role ${name}`)).rejects.toThrow(/permission denied/)
  await expect(seenAfter(`set session authorization ${name}`)).rejects.toThrow(/permission denied/)
  for (const harmless of ['reset role', 'reset session authorization', 'set role none'])
    expect(await seenAfter(harmless)).toEqual(['cycle of dealer-a'])
})

test('the events of all departments are nobody’s to read', async () => {
  await owner.query(`insert into platform.event (type, key, payload) values ('test', 'k', '{}')`)
  const events = sql`select id from platform.event`
  expect(await db.as(aPrincipal()).rows(events)).toEqual([])
  expect((await db.as('system').rows(events)).length).toBe(1)
})
