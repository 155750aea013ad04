import pg from 'pg'
import { inject } from 'vitest'
import { loadDemo } from '../../demo/load/load-demo.ts'
import { createDatabase } from '../kit/database.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'

const template = 'template_demo'

/** A graph with the demo data, as a newcomer's first start makes it; the data are loaded once for all tests. */
export async function startDemoGraph(): Promise<TestGraph> {
  const server = new pg.Client({ connectionString: inject('postgres') })
  await server.connect()
  try {
    await server.query(`select pg_advisory_lock(hashtext('${template}'))`)
    const { rowCount } = await server.query(`select from pg_database where datname = $1`, [template])
    if (rowCount === 0) await makeTemplate(server)
    // A database is copied while the lock is held: its template must have no other user.
    return await startGraph({ template })
  } finally {
    await server.end()
  }
}

async function makeTemplate(server: pg.Client): Promise<void> {
  const making = `${template}_making`
  await server.query(`drop database if exists ${making}`)
  const databaseUrl = await createDatabase(inject('postgres'), { name: making, from: 'template_autograph' })
  await loadDemo({ databaseUrl, profile: 'demo' })
  await server.query(`alter database ${making} rename to ${template}`)
}
