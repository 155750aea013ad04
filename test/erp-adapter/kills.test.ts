import { afterAll, beforeAll, expect, test } from 'vitest'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { runCommand, type Running } from '../kit/program.ts'
import { atStation, capture, commissioned, document } from './factory.ts'
import { describePlant } from './plant.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
})
afterAll(() => graph.stop())

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  await new Promise(closed => server.close(closed))
  return port
}

test('of 2,000 events that two senders push while the process is killed, none that was acknowledged is lost or counted twice', async () => {
  const port = await freePort()
  const start = async (): Promise<Running> => {
    const program = runCommand('subgraph', ['erp-adapter', '--port', String(port)], { DATABASE_URL: graph.databaseUrl })
    await program.saying(/answers at/)
    return program
  }
  const stations = ['T-BODY', 'T-PAINT', 'T-TRIM', 'T-TEST']
  const cars = Array.from({ length: 20 }, (_, car) => `KILL-${car}`)
  await capture(
    graph,
    cars.map(car => commissioned(car, 0)),
  )
  const eventsOf = (car: string): any[] =>
    Array.from({ length: 100 }, (_, nth) => atStation(car, 1 + nth / 10, stations[Math.floor(nth / 25)] ?? ''))
  const documents = cars.flatMap(car => {
    const events = eventsOf(car)
    return Array.from({ length: 5 }, (_, part) => events.slice(part * 20, part * 20 + 20))
  })
  const acknowledged: string[] = []

  async function deliver(events: any[]): Promise<void> {
    for (;;) {
      try {
        const response = await fetch(`http://127.0.0.1:${port}/ingest/capture`, {
          method: 'POST',
          headers: { 'content-type': 'application/ld+json' },
          body: JSON.stringify(document(events)),
          signal: AbortSignal.timeout(5000),
        })
        if (response.status === 202) {
          acknowledged.push(...events.map(event => event.eventID))
          return
        }
      } catch {
        await pause(20)
      }
    }
  }
  /** A sender sends each document until it is acknowledged, and every fifth once more. */
  async function sender(own: any[][]): Promise<void> {
    for (const [nth, events] of own.entries()) {
      await deliver(events)
      if (nth % 5 === 0) await deliver(events)
    }
  }

  let program = await start()
  const senders = Promise.all([
    sender(documents.filter((_, nth) => nth % 2 === 0)),
    sender(documents.filter((_, nth) => nth % 2 === 1)),
  ])
  for (const share of [0.2, 0.5, 0.8]) {
    while (acknowledged.length < documents.length * 24 * share) await pause(2)
    program.signal('SIGKILL')
    await program.ended
    program = await start()
  }
  await senders

  const [stored] = await graph.sql(`
    select count(*)::int as events, count(distinct event_id)::int as distinct
    from erp_adapter.event_log where production_number like 'KILL-%' and biz_step = 'assembling'`)
  expect(stored).toEqual({ events: 2000, distinct: 2000 })
  const [lost] = await graph.sql(
    `select count(*)::int as lost from unnest($1::text[]) as id where not exists (
      select from erp_adapter.event_log where event_id = id)`,
    [[...new Set(acknowledged)]],
  )
  expect(lost).toEqual({ lost: 0 })
  const [jobs] = await graph.sql(`
    select count(*)::int as untrue from erp_adapter.capture_job as job
    where captured > 20 or errors <> '[]' or (select count(*) from erp_adapter.event_log where capture_id = job.id) > captured`)
  expect(jobs).toEqual({ untrue: 0 })
  const states = await graph.sql(`
    select distinct status from erp_adapter.vehicle where production_number like 'KILL-%'`)
  expect(states).toEqual([{ status: 'QUALITY' }])
}, 120_000)
