import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { createDatabase } from '../kit/database.ts'
import { runCommand } from '../kit/program.ts'

async function databaseWith(statements: string): Promise<string> {
  const name = `test_${randomUUID()}`
  const url = await createDatabase(inject('postgres'), { name, from: 'template_autograph' })
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statements)
  await client.end()
  return url
}

/** What the command says before it ends, and its exit code. */
async function demo(args: readonly string[], databaseUrl: string) {
  const running = runCommand('demo', args, { DATABASE_URL: databaseUrl })
  return { code: await running.ended, said: running.said().trim() }
}

test('the command refuses what it does not know', async () => {
  const nowhere = 'postgresql://127.0.0.1:1/nothing'
  expect(await demo(['--profile', 'huge'], nowhere)).toEqual({
    code: 1,
    said: '--profile is "huge"; known are demo and dev.',
  })
  expect(await demo(['--seed', '1.5'], nowhere)).toEqual({
    code: 1,
    said: '--seed is "1.5"; it must be a whole number of at most ten digits.',
  })
})

test('the command refuses a database that has demo data and says which', async () => {
  const url = await databaseWith(
    `create schema demo;
     create table demo.loaded (profile text, seed int);
     insert into demo.loaded values ('dev', 42)`,
  )
  expect(await demo([], url)).toEqual({
    code: 1,
    said: 'The database holds the demo data of the profile dev with the seed 42 already. Load into another directory with --data, or remove this one first.',
  })
})

test('the command refuses a database that has data of its own', async () => {
  const url = await databaseWith(`insert into sales.territory (id, name) values ('X', 'Somewhere');
    insert into sales.dealer (id, name, territory_id, street, city, region)
    values ('X', 'Somebody', 'X', 'Street 1', 'Bremen', 'Bremen')`)
  expect(await demo([], url)).toEqual({
    code: 1,
    said: 'The database holds data of its own, and the demo data would mix with it: load into an empty one, or start with --demo no.',
  })
})
