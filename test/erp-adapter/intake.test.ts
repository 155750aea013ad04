import { setTimeout } from 'node:timers/promises'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Queries } from '#platform/database.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { openStore } from './open-store.ts'
import { atStation, commissioned, document, send } from './factory.ts'
import { describePlant } from './plant.ts'
import { cloudEvent, counts, push } from './push.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
})
afterAll(() => graph.stop())

const cars = (count: number, prefix: string): readonly string[] =>
  Array.from({ length: count }, (_, nth) => `${prefix}${nth}`)

test('pushes that come at the same time share transactions, and each has its answer', async () => {
  let answers: readonly Response[] = []
  const sent = await graph.statementsOf(async () => {
    answers = await Promise.all(cars(24, 'TOGETHER').map(car => push(graph, commissioned(car, 0))))
  })
  expect(answers.map(answer => answer.status)).toEqual(cars(24, '').map(() => 201))
  expect(new Set(answers.map(answer => answer.headers.get('location'))).size).toBe(24)
  expect(sent.filter(text => text.includes('update vehicle set')).length).toBeLessThan(12)
})

test('what can’t be taken makes no difference to what came at the same time', async () => {
  const taken = cars(8, 'GOOD').map(car => document([commissioned(car, 0), atStation(car, 1, 'T-BODY')]))
  const unknown = document([commissioned('BAD', 0), atStation('NOBODY', 1, 'T-BODY')])
  const again = commissioned('AGAIN', 0)
  await push(graph, again)
  const before = await counts(graph)
  const answers = await Promise.all([
    ...taken.map(body => send(graph, body)),
    send(graph, unknown),
    push(graph, again),
    send(graph, unknown, { 'gs1-capture-error-behaviour': 'proceed' }),
    push(graph, cloudEvent('ce-1', commissioned('CLOUD', 0)), { 'content-type': 'application/cloudevents+json' }),
    push(graph, cloudEvent('ce-1', commissioned('CLOUD', 1)), { 'content-type': 'application/cloudevents+json' }),
  ])
  expect(answers.map(answer => answer.status)).toEqual([...taken.map(() => 202), 400, 409, 202, 200, 200])
  // Two events of each good car, one of BAD and one of CLOUD; that of NOBODY waits.
  expect(await counts(graph)).toEqual({
    events: before.events + 2 * taken.length + 2,
    cars: before.cars + taken.length + 2,
    kept: before.kept + 1,
  })
  expect(await answers[taken.length]?.json()).toMatchObject({
    errors: [
      { pointer: '/epcisBody/eventList/1/autograph:productionNumber', detail: expect.stringContaining('NOBODY') },
    ],
  })
})

test('a push that the database ends in favour of another is tried anew', async () => {
  await Promise.all(['FIRST', 'SECOND'].map(car => push(graph, commissioned(car, 0))))
  const otherProcess = openStore(graph)
  const lock = (db: Queries, car: string): Promise<object[]> =>
    db.rows(sql`select from vehicle where production_number = ${car} for update`)
  const pushed = otherProcess.transaction(async tx => {
    await lock(tx, 'SECOND')
    const answer = send(graph, document([atStation('FIRST', 1, 'T-BODY'), atStation('SECOND', 1, 'T-BODY')]))
    await setTimeout(400)
    // Each waits for the other now; the push waits longer, and is ended.
    await lock(tx, 'FIRST')
    return { answer }
  })
  expect((await (await pushed).answer).status).toBe(202)
  await otherProcess.close()
})
