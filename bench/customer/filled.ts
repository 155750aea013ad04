import pg from 'pg'

/** What a statement over all schemas answers. */
export async function rowsOf<Row extends object>(databaseUrl: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

/** Waits until what the subgraphs found to do on their start is done. */
export async function settled(databaseUrl: string): Promise<void> {
  for (let quiet = 0; quiet < 3;) {
    await new Promise(resolve => setTimeout(resolve, 1000))
    const [row] = await rowsOf<{ due: number }>(
      databaseUrl,
      'select count(*)::int as due from platform.delivery where not_before < now()',
    )
    quiet = row?.due === 0 ? quiet + 1 : 0
  }
}
