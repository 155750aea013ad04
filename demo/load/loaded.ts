import pg from 'pg'
import { StartRefused } from '#platform/start-refused.ts'
import type { ProfileName } from '../world/profile.ts'

/** The database has data that the demo's would mix with. */
export class DemoRefused extends StartRefused {}

export interface LoadedDemo {
  readonly profile: ProfileName
  readonly seed: number
}

// The table is made in the transaction that loads: when it is there, everything is.
const isLoaded = `select to_regclass('demo.loaded') is not null as loaded`

/** Whether demo data of any profile is in the database, whole. */
export async function demoLoaded(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ loaded: boolean }>(isLoaded)
    return rows[0]?.loaded === true
  } finally {
    await client.end()
  }
}

/** Makes sure that one load at a time goes into a database without customers. */
export async function claim(client: pg.Client): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtext('autograph_demo'))`)
  const { rows } = await client.query<{ loaded: boolean }>(isLoaded)
  if (rows[0]?.loaded === true) {
    const { rows: there } = await client.query<LoadedDemo>(`select profile, seed from demo.loaded`)
    const [demo] = there
    throw new DemoRefused(
      `The database holds the demo data of the profile ${demo?.profile} with the seed ${demo?.seed} already. Load into another directory with --data, or remove this one first.`,
    )
  }
  const { rows: used } = await client.query<{ used: boolean }>(
    `select exists (select from customer.customer) or exists (select from sales.dealer)
       or exists (select from erp_adapter.vehicle_model) as used`,
  )
  if (used[0]?.used === true)
    throw new DemoRefused(
      'The database holds data of its own, and the demo data would mix with it: load into an empty one, or start with --demo no.',
    )
}

/** Leaves the mark that everything is there. */
export async function markLoaded(client: pg.Client, { profile, seed }: LoadedDemo): Promise<void> {
  await client.query(`create schema if not exists demo`)
  await client.query(
    `create table demo.loaded (profile text not null, seed int not null, loaded_at timestamptz(3) not null)`,
  )
  await client.query(`insert into demo.loaded (profile, seed, loaded_at) values ($1, $2, now())`, [profile, seed])
}
