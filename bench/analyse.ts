import pg from 'pg'

/** Lets PostgreSQL count what was loaded, as it does by itself a minute later: plans must not change under way. */
export async function analyse(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('vacuum analyze')
  await client.end()
}
