import pg from 'pg'

/** Makes a database, empty or as a copy of another, and gives its address. */
export async function createDatabase(
  server: string,
  { name, from = 'template1' }: { name: string; from?: string },
): Promise<string> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(`create database ${pg.escapeIdentifier(name)} template ${pg.escapeIdentifier(from)}`)
  await client.end()
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
