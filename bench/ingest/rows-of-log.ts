import pg from 'pg'
import type { BareRows, Rows } from './bare.ts'
import type { SentDocument } from './line.ts'

const log = 'erp_adapter.event_log'

/**
 * The rows that the log has of documents, each with the text of its event, for a table with the log's columns and its
 * key and none of its other indexes.
 */
export async function rowsOfLog(databaseUrl: string, lines: readonly (readonly SentDocument[])[]): Promise<BareRows> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows: columns } = await client.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = '${log}'::regclass and attnum > 0 and not attisdropped order by attnum`,
  )
  const id = columns.findIndex(({ name }) => name === 'event_id')
  const wrong = columns.findIndex(({ name }) => name === 'declares_error')

  async function rowsOf({ events }: SentDocument): Promise<Rows> {
    const texts = new Map(events.map(event => [event.id, event.text]))
    const { rows } = await client.query<(string | null)[]>({
      rowMode: 'array',
      text: `select ${columns.map(({ name }) => `${name}::text`).join()} from ${log}
        where production_number = any ($1)
          and (event_id || case when declares_error then ':error' else '' end) = any ($2)`,
      values: [[...new Set(events.map(event => event.productionNumber))], [...texts.keys()]],
    })
    return rows.map(row => [...row, texts.get(`${row[id]}${row[wrong] === 'true' ? ':error' : ''}`) ?? null])
  }

  const senders: Rows[][] = []
  for (const documents of lines) {
    const statements: Rows[] = []
    for (const document of documents) statements.push(await rowsOf(document))
    senders.push(statements)
  }
  await client.end()
  return {
    definition: `like ${log} including defaults, source text not null, primary key (production_number, nth)`,
    columns: [...columns, { name: 'source', type: 'text' }],
    senders,
  }
}
