import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { due, putOff, tryAnew } from '#platform/put-off.ts'
import { startProbe, type Probe } from './probe.ts'

let probe: Probe
beforeAll(async () => {
  probe = await startProbe(
    'create table work (attempts int not null default 0, not_before timestamptz not null default now(), given_up_at timestamptz)',
  )
  await probe.db.rows(sql`insert into work default values`)
})
afterAll(() => probe.stop())

const failed = (): Promise<object[]> =>
  probe.db.rows(sql`
    update work set ${putOff({ firstPause: 2, longestPause: 10, mostAttempts: 6 })}
    returning extract(epoch from not_before - now())::float as pause, given_up_at is not null as "givenUp"`)
const dueRows = (): Promise<object[]> => probe.db.rows(sql`select attempts from work where ${due}`)

test('work that fails waits twice as long each time, up to a longest pause, and is given up until a person says', async () => {
  expect(await dueRows()).toEqual([{ attempts: 0 }])
  for (const pause of [2, 4, 8, 10, 10]) expect(await failed()).toEqual([{ pause, givenUp: false }])
  expect(await dueRows()).toEqual([])
  await probe.db.rows(sql`update work set not_before = now()`)
  expect(await dueRows()).toEqual([{ attempts: 5 }])
  expect(await failed()).toEqual([{ pause: 10, givenUp: true }])
  await probe.db.rows(sql`update work set not_before = now()`)
  expect(await dueRows()).toEqual([])
  await probe.db.rows(sql`update work set ${tryAnew}`)
  expect(await dueRows()).toEqual([{ attempts: 0 }])
})
