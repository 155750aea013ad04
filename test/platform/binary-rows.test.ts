import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BinaryRows } from '#platform/binary-rows.ts'
import { startProbe, type Probe } from './probe.ts'

let probe: Probe
beforeAll(async () => {
  probe = await startProbe(
    'create table thing (text text, int int, boolean boolean, moment timestamptz(3), json jsonb);',
  )
})
afterAll(() => probe.stop())

test('rows come to the database as they are', async () => {
  const given = [
    { text: '', int: 0, boolean: false, moment: new Date('1999-12-31T23:59:59.999Z'), json: {} },
    {
      text: String.raw`\N " '` + '\n工厂 🚗',
      int: -1,
      boolean: true,
      moment: new Date('2099-12-31T00:00:00.001Z'),
      json: ['工'],
    },
    { text: 'x'.repeat(200_000), int: 2 ** 31 - 1, boolean: true, moment: new Date('1901-01-01Z'), json: { a: [1.5] } },
    { text: null, int: -(2 ** 31), boolean: false, moment: null, json: null },
  ]
  const write = (rows: BinaryRows): void => {
    for (const { text, int, boolean, moment, json } of given) {
      rows.row(5)
      rows.text(text)
      rows.int(int)
      rows.boolean(boolean)
      rows.moment(moment)
      rows.json(json)
    }
  }
  await probe.db.transaction(tx => tx.copy('thing (text, int, boolean, moment, json)', write))
  expect(await probe.db.rows(sql`select * from thing`)).toEqual(given)
})

test('rows that are refused end their transaction, and the connection goes on', async () => {
  await expect(probe.db.transaction(tx => tx.copy('nothing (text)', () => {}))).rejects.toThrow('nothing')
  expect(await probe.db.row(sql`select 1 as one`)).toEqual({ one: 1 })
})

test('rows that fail to be written end their transaction, and the connection goes on', async () => {
  const write = (rows: BinaryRows): void => {
    rows.row(1)
    throw new Error('no more')
  }
  await expect(probe.db.transaction(tx => tx.copy('thing (text)', write))).rejects.toThrow('no more')
  expect(await probe.db.row(sql`select 1 as one`)).toEqual({ one: 1 })
})
