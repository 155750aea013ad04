import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { defineEvent, publish } from '#platform/events.ts'
import { createLive, type Live } from '#platform/live.ts'
import { startProbe, type Probe } from './probe.ts'

const painted = defineEvent('probe.Painted', z.object({ colour: z.string(), place: z.number() }))

let probe: Probe
let live: Live

beforeAll(async () => {
  probe = await startProbe('create table car (id int)')
  live = createLive(probe.db)
})
afterAll(async () => {
  await live.close()
  await probe.stop()
})

const paint = (colour: string, places: readonly number[]) =>
  probe.db.transaction(tx =>
    publish(
      tx,
      painted,
      places.map(place => ({ key: `car-${place}`, payload: { colour, place } })),
    ),
  )

test('an event is told to those who want it once it commits, and one that is undone is not', async () => {
  const red = await live.of(painted, ({ colour }) => colour === 'red')
  const all = await live.of(painted, () => true)
  await expect(
    probe.db.transaction(async tx => {
      await publish(tx, painted, [{ key: 'car-0', payload: { colour: 'red', place: 0 } }])
      throw new Error('undone')
    }),
  ).rejects.toThrow('undone')
  await paint('blue', [1])
  await paint('red', [2])
  const told = await Promise.all([red.next(), all.next()])
  expect(told.map(({ value }) => value?.payload)).toEqual([
    { colour: 'red', place: 2 },
    { colour: 'blue', place: 1 },
  ])
  expect((await all.next()).value?.payload).toEqual({ colour: 'red', place: 2 })
  await red.return(undefined)
  await all.return(undefined)
})

test('many events of one transaction are told in their order', async () => {
  const all = await live.of(painted, () => true)
  const places = Array.from({ length: 2000 }, (_, place) => place)
  const told: (number | undefined)[] = []
  const reading = (async () => {
    while (told.length < places.length) told.push((await all.next()).value?.payload.place)
  })()
  await paint('green', places)
  await reading
  expect(told).toEqual(places)
  await all.return(undefined)
})

test('a reader that stops reading is ended with a fault after a thousand events, and the others go on', async () => {
  const slow = await live.of(painted, () => true)
  const other = await live.of(painted, ({ place }) => place === 1001)
  await paint(
    'white',
    Array.from({ length: 1002 }, (_, place) => place),
  )
  expect((await other.next()).value?.payload.place).toBe(1001)
  await expect(slow.next()).rejects.toMatchObject({ code: 'SUBSCRIBER_TOO_SLOW' })
  expect(await slow.next()).toEqual({ done: true, value: undefined })
  await other.return(undefined)
})

test('closing ends a reader that waits', async () => {
  const mine = createLive(probe.db)
  const stream = await mine.of(painted, () => true)
  const next = stream.next()
  await mine.close()
  expect(await next).toEqual({ done: true, value: undefined })
})
