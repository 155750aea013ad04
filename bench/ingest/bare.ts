import pg from 'pg'
import { textArray } from './text-array.ts'
import type { SentDocument } from './line.ts'

/** Makes the table that the same events go to without anything being made of them. */
export async function makeBareTable(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query('drop table if exists bare; create table bare (event_id text primary key, source text not null)')
  await client.end()
}

/** Inserts the events of documents, one statement and one transaction for each, over a connection for each sender. */
export async function insertBare(databaseUrl: string, lines: readonly (readonly SentDocument[])[]): Promise<void> {
  await Promise.all(
    lines.map(async documents => {
      const client = new pg.Client({ connectionString: databaseUrl })
      await client.connect()
      for (const { events } of documents)
        await client.query({
          name: 'bare',
          text: `insert into bare select * from unnest($1::text[], $2::text[]) on conflict do nothing`,
          values: [textArray(events.map(event => event.id)), textArray(events.map(event => event.text))],
        })
      await client.end()
    }),
  )
}
