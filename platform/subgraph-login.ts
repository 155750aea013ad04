import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { principalSigner, type Signer } from './signed-principal.ts'
import { pseudonymsUnder, type Pseudonyms } from './privacy/pseudonym.ts'
import { sealsUnder, type Seals } from './privacy/seal.ts'
import { StartRefused } from './start-refused.ts'

/** How a subgraph's requests come to the database: as a login that owns nothing, with the rights it needs. */
export interface SubgraphAccess {
  readonly url: string
  readonly sign: Signer
  readonly pseudonyms: Pseudonyms
  readonly seals: Seals
}

/** Gives the owner's address for that of the login which serves a subgraph's schema. */
export async function accessOf(ownerUrl: string, schema: string): Promise<SubgraphAccess> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ role_name: string; password: string; key: Buffer }>(
      'select role_name, password, key from platform.login, platform.principal_key where schema_name = $1',
      [schema],
    )
    const [login] = rows
    if (login === undefined) throw new StartRefused(`The database has no login for ${schema}: migrate it first.`)
    const url = new URL(ownerUrl)
    url.username = login.role_name
    url.password = login.password
    const { key } = login
    return { url: url.href, sign: principalSigner(key), pseudonyms: pseudonymsUnder(key), seals: sealsUnder(key) }
  } finally {
    await client.end()
  }
}

/** Makes the login of a schema when it is missing, and gives it exactly its rights. */
export async function grantLogin(client: pg.Client, schema: string): Promise<void> {
  const role = pg.escapeIdentifier(await ensureRole(client, schema))
  const name = pg.escapeIdentifier(schema)
  const { rows: scratch } = await client.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class
     where relnamespace = $1::regnamespace and relkind = 'r' and relpersistence = 'u'
       and current_setting('server_version_num')::int >= 170000`,
    [name],
  )
  await client.query(`
    grant usage on schema platform, ${name} to ${role};
    grant select, insert, update, delete on all tables in schema ${name} to ${role};
    revoke all on ${name}.migration from ${role};
    grant usage on all sequences in schema ${name} to ${role};
    grant select, insert on platform.event, platform.subscription to ${role};
    grant select, insert, update, delete on platform.delivery to ${role};
    grant select, insert, update on platform.mutation_call, platform.erasure, platform.erasure_item to ${role};
    grant select, insert on platform.access_book, platform.access_entry to ${role};
    grant update (reason, reason_salt) on platform.access_entry to ${role};
    grant select on platform.access_cut, platform.access_subject to ${role};
    grant select, insert, update, delete on platform.data_export to ${role};
    grant select, insert on platform.data_export_part to ${role};
    grant execute on function platform.forget_events(text, text[]), platform.note_merge(text, text, text),
      platform.forget_merge(text), platform.set_aside(text, text), platform.move_rows(text, text, boolean),
      platform.move_rows_back(text, text, text, text, boolean) to ${role};
    grant select on platform.dealer_reach, platform.customer_reach, platform.open_case, platform.sharing_refused,
      platform.merged_customer to ${role};
    ${scratch.map(table => `grant maintain on ${table.name} to ${role};`).join('\n')}`)
}

async function ensureRole(client: pg.Client, schema: string): Promise<string> {
  const { rows } = await client.query<{ role_name: string; password: string }>(
    `insert into platform.login (schema_name, role_name, password) values ($1, $2, $3)
     on conflict (schema_name) do update set schema_name = excluded.schema_name returning role_name, password`,
    [schema, `autograph_${schema}_${randomBytes(4).toString('hex')}`, randomBytes(24).toString('base64url')],
  )
  const [login] = rows
  if (login === undefined) throw new Error(`the login of ${schema} was not kept`)
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [login.role_name])
  // A database that was moved to another server has its logins still to be made there.
  if (rowCount === 0)
    await client.query(
      `create role ${pg.escapeIdentifier(login.role_name)} login noinherit nosuperuser nocreatedb nocreaterole
       nobypassrls password ${pg.escapeLiteral(login.password)}`,
    )
  return login.role_name
}
