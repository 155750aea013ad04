import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { StartRefused } from './start-refused.ts'
import { grantLogin } from './subgraph-login.ts'

export interface MigrationSet {
  /** The schema that the tables go to. */
  readonly schema: string
  /** The folder of `NNN-what.sql` files, run once each, in order. */
  readonly folder: string
}

/** A database that this version of the program can't use as it is. */
export class MigrationConflict extends StartRefused {}

const platformSet: MigrationSet = { schema: 'platform', folder: join(import.meta.dirname, 'migrations') }

/**
 * Brings the tables of the platform and of the given sets up to date, and the login of each set with its rights;
 * several processes may do so at once. Who migrates owns the tables and must be allowed to make roles.
 */
export async function migrate(url: string, sets: readonly MigrationSet[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('autograph_migrate'))`)
    for (const set of [platformSet, ...sets]) await migrateSchema(client, set)
    await closeToLogins(client)
    for (const { schema } of sets) await grantLogin(client, schema)
  } finally {
    await client.end()
  }
}

async function migrateSchema(client: pg.Client, { schema, folder }: MigrationSet): Promise<void> {
  const name = pg.escapeIdentifier(schema)
  await client.query(`create schema if not exists ${name}`)
  await client.query(
    `create table if not exists ${name}.migration (name text primary key, checksum text not null, applied_at timestamptz not null default now())`,
  )
  const { rows } = await client.query<{ name: string; checksum: string }>(
    `select name, checksum from ${name}.migration`,
  )
  const applied = new Map(rows.map(row => [row.name, row.checksum]))
  const files = (await readdir(folder)).filter(file => file.endsWith('.sql')).toSorted()

  const unknown = [...applied.keys()].find(file => !files.includes(file))
  if (unknown !== undefined)
    throw new MigrationConflict(
      `The database was made by a newer version: it has ${schema}/${unknown}, which this one does not know.`,
    )

  for (const file of files) {
    const text = await readFile(join(folder, file), 'utf8')
    const checksum = createHash('sha256').update(text).digest('hex')
    const before = applied.get(file)
    if (before === checksum) continue
    if (before !== undefined)
      throw new MigrationConflict(
        `The database was made by another version: its ${schema}/${file} differs from this one's.`,
      )
    await client.query('begin')
    await client.query(`set local search_path = ${name}, platform`)
    await client.query(text)
    await client.query(`insert into ${name}.migration (name, checksum) values ($1, $2)`, [file, checksum])
    await client.query('commit')
  }
}

/** Takes from everybody what no login needs: tables of its own could stand before ours in the search path. */
async function closeToLogins(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select current_database() as name')
  for (const { name } of rows)
    await client.query(`revoke temporary on database ${pg.escapeIdentifier(name)} from public`)
}
