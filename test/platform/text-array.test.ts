import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { textArray } from '../../bench/ingest/text-array.ts'
import { startProbe, type Probe } from './probe.ts'

let probe: Probe
beforeAll(async () => {
  probe = await startProbe('')
})
afterAll(() => probe.stop())

test.each([
  [[]],
  [[null]],
  [['one']],
  [['', 'null', 'NULL', '{"a","b"}', String.raw`\ " '`, '工厂 🚗', 'x'.repeat(100_000)]],
  [['one', null, 'three', null]],
])('texts come to the database as they are', async texts => {
  const rows = await probe.db.rows<{ text: string | null }>(
    sql`select text from unnest(${textArray(texts)}::text[]) with ordinality as given (text, place) order by place`,
  )
  expect(rows.map(row => row.text)).toEqual(texts)
})
