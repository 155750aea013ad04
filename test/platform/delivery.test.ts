import { setTimeout as pause } from 'node:timers/promises'
import sql from 'sql-template-tag'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { openDatabase, type Transaction } from '#platform/database.ts'
import { startDelivery } from '#platform/delivery.ts'
import { defineEvent, publish, reaction, type Reaction } from '#platform/events.ts'
import { startProbe, type Probe } from './probe.ts'

const painted = defineEvent('probe.Painted', z.object({ car: z.string(), coat: z.number() }))

let probe: Probe
const stops: (() => Promise<void>)[] = []
beforeAll(async () => {
  probe = await startProbe('create table coat (car text, coat int, place serial)')
})
beforeEach(async () => {
  await probe.db.rows(sql`delete from platform.delivery`)
  await probe.db.rows(sql`delete from platform.event`)
  await probe.db.rows(sql`delete from platform.subscription`)
  await probe.db.rows(sql`delete from coat`)
})
afterEach(async () => void (await Promise.all(stops.splice(0).map(stop => stop()))))
afterAll(() => probe.stop())

type Coat = z.infer<typeof painted.payload>

const record = (tx: Transaction, { car, coat }: Coat): Promise<object[]> =>
  tx.rows(sql`insert into coat (car, coat) values (${car}, ${coat})`)

const recording: Reaction = reaction(painted, async (tx, { payload }) => void (await record(tx, payload)))

async function deliver(...reactions: readonly Reaction[]): Promise<void> {
  stops.push(await startDelivery(probe.db, { consumer: 'probe', reactions, idleDelay: 20, batch: 50 }))
}

const paint = (...coats: readonly Coat[]): Promise<void> =>
  probe.db.transaction(tx =>
    publish(
      tx,
      painted,
      coats.map(payload => ({ key: payload.car, payload })),
    ),
  )

const coats = async (): Promise<string[]> =>
  (await probe.db.rows<Coat>(sql`select car, coat from coat order by place`)).map(({ car, coat }) => `${car}${coat}`)

/** Waits until a number of deliveries is left, failed ones made due at once. */
async function left(count: number): Promise<void> {
  await expect
    .poll(
      async () => {
        await probe.db.rows(sql`update platform.delivery set not_before = now() where not_before > now()`)
        return probe.db.rows(sql`select from platform.delivery where given_up_at is null`)
      },
      { interval: 20, timeout: 10_000 },
    )
    .toHaveLength(count)
}

test('an event takes effect once', async () => {
  await deliver(recording)
  await paint({ car: 'a', coat: 1 })
  await left(0)
  await paint({ car: 'a', coat: 2 })
  await left(0)
  expect(await coats()).toEqual(['a1', 'a2'])
})

test('an event of a transaction that is undone never arrives', async () => {
  await deliver(recording)
  const undone = probe.db.transaction(async tx => {
    await publish(tx, painted, [{ key: 'a', payload: { car: 'a', coat: 1 } }])
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  await paint({ car: 'a', coat: 2 })
  await left(0)
  expect(await coats()).toEqual(['a2'])
})

test('a payload that is not of its type is not published', async () => {
  await expect(paint({ car: 'a', coat: Number.NaN })).rejects.toThrow('coat')
})

test('the events of a key arrive in the order of their making', async () => {
  await deliver(recording)
  for (let coat = 0; coat < 120; coat += 4)
    await paint(...[0, 1, 2, 3].map(more => ({ car: coat % 8 === 0 ? 'a' : 'b', coat: coat + more })))
  await left(0)
  const all = await coats()
  expect(all).toHaveLength(120)
  for (const car of ['a', 'b']) {
    const numbers = all.filter(each => each.startsWith(car)).map(each => Number(each.slice(1)))
    expect(numbers).toEqual(numbers.toSorted((one, other) => one - other))
  }
})

test('a failing reaction is tried again: later events of its key wait, other keys go on', async () => {
  let failures = 2
  await deliver(
    reaction(painted, async (tx, { payload }) => {
      await record(tx, payload)
      if (payload.car === 'a' && payload.coat === 1 && failures-- > 0) throw new Error('the booth is closed')
    }),
  )
  await paint({ car: 'a', coat: 1 }, { car: 'a', coat: 2 }, { car: 'b', coat: 1 })
  await expect.poll(coats, { interval: 10 }).toEqual(['b1'])
  await left(0)
  expect(await coats()).toEqual(['b1', 'a1', 'a2'])
})

test('an event that failed eight times is given up with its reason, and its key goes on', async () => {
  let tries = 0
  await deliver(
    reaction(painted, async (tx, { payload }) => {
      if (payload.coat === 1) {
        tries++
        throw new Error('no such colour')
      }
      await record(tx, payload)
    }),
  )
  await paint({ car: 'a', coat: 1 }, { car: 'a', coat: 2 })
  await left(0)
  expect(tries).toBe(8)
  expect(await coats()).toEqual(['a2'])
  expect(await probe.db.rows(sql`select consumer, key, attempts, error from platform.delivery`)).toEqual([
    { consumer: 'probe', key: 'a', attempts: 8, error: 'Error: no such colour' },
  ])
})

test('a connection that breaks between effect and removal leaves no double effect', async () => {
  let crashes = 2
  await deliver(
    reaction(painted, async (tx, { payload }) => {
      await record(tx, payload)
      if (payload.coat === 2 && crashes-- > 0) await tx.rows(sql`select pg_terminate_backend(pg_backend_pid())`)
    }),
  )
  await paint({ car: 'a', coat: 1 }, { car: 'a', coat: 2 }, { car: 'a', coat: 3 })
  await left(0)
  expect(crashes).toBeLessThan(0)
  expect(await coats()).toEqual(['a1', 'a2', 'a3'])
})

test('a server that drops every connection delays events and loses none', async () => {
  await deliver(recording)
  await probe.db.rows(
    sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  )
  await paint({ car: 'a', coat: 1 })
  await left(0)
  expect(await coats()).toEqual(['a1'])
})

test('a subgraph whose connections were dropped hears of new events again', async () => {
  stops.push(await startDelivery(probe.db, { consumer: 'probe', reactions: [recording], idleDelay: 60_000 }))
  await probe.db.rows(
    sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  )
  await paint({ car: 'a', coat: 1 })
  await left(0)
  expect(await coats()).toEqual(['a1'])
})

test('two processes that deliver to one subgraph double nothing and keep the order', async () => {
  const other = openDatabase({ url: probe.url, schema: 'probe' })
  await deliver(recording)
  stops.push(await startDelivery(other, { consumer: 'probe', reactions: [recording], idleDelay: 1, batch: 3 }))
  await Promise.all(['a', 'b', 'c'].map(car => paint(...Array.from({ length: 40 }, (_, coat) => ({ car, coat })))))
  await left(0)
  const all = await coats()
  expect(all).toHaveLength(120)
  expect(all.filter(each => each.startsWith('a'))).toEqual(Array.from({ length: 40 }, (_, coat) => `a${coat}`))
  await Promise.all(stops.splice(0).map(stop => stop()))
  await other.close()
})

test('an event of a transaction that commits late is not passed over', async () => {
  await deliver(recording)
  const { promise: mayCommit, resolve: commit } = Promise.withResolvers<void>()
  const late = probe.db.transaction(async tx => {
    await publish(tx, painted, [{ key: 'a', payload: { car: 'a', coat: 1 } }])
    await mayCommit
  })
  await pause(20)
  await paint({ car: 'b', coat: 1 })
  await expect.poll(coats, { interval: 10 }).toEqual(['b1'])
  commit()
  await late
  await left(0)
  expect(await coats()).toEqual(['b1', 'a1'])
})

test('each subgraph has its own delivery of an event', async () => {
  await deliver(recording)
  const heard: string[] = []
  const listening = reaction(painted, async (_, { payload }) => void heard.push(payload.car))
  stops.push(await startDelivery(probe.db, { consumer: 'other', reactions: [listening], idleDelay: 20 }))
  await paint({ car: 'a', coat: 1 })
  await left(0)
  expect([heard, await coats()]).toEqual([['a'], ['a1']])
})

test('a subgraph that starts for the first time is given what happened before', async () => {
  await paint({ car: 'a', coat: 1 })
  await deliver(recording)
  await paint({ car: 'a', coat: 2 })
  await left(0)
  expect(await coats()).toEqual(['a1', 'a2'])
})

test('a subgraph that starts while events are being made misses none', async () => {
  const paints = Array.from({ length: 60 }, (_, coat) => pause(coat % 30).then(() => paint({ car: 'a', coat })))
  await pause(10)
  await deliver(recording)
  await Promise.all(paints)
  await left(0)
  expect((await coats()).toSorted()).toEqual(Array.from({ length: 60 }, (_, coat) => `a${coat}`).toSorted())
})
