import pg from 'pg'
import { Client } from 'undici'
import { plainStatus } from '../../test/plant/plain-status.ts'
import { statusOf } from './graph-status.ts'
import type { SentDocument } from './line.ts'

/** Cars of a line whose status is asked for. */
const carsAsked = 5

/** Ends the bench unless every event is in the log once and the graph shows the cars' statuses. */
export async function demandDerived(
  { databaseUrl, url }: { readonly databaseUrl: string; readonly url: string },
  lines: readonly (readonly SentDocument[])[],
): Promise<void> {
  const db = new pg.Client({ connectionString: databaseUrl })
  const graph = new Client(url)
  await db.connect()
  for (const line of lines) {
    const sent = new Map(line.flatMap(({ events }) => events.map(event => [event.id, event])))
    const cars = [...Map.groupBy(sent.values(), event => event.productionNumber)]
    const { rows } = await db.query<{ events: number }>(
      'select count(*)::int as events from erp_adapter.event_log where production_number = any ($1)',
      [cars.map(([car]) => car)],
    )
    if (rows[0]?.events !== sent.size)
      throw new Error(`of ${sent.size} events of ${cars.length} cars the log has ${rows[0]?.events}`)
    for (const [car, events] of cars.filter((_, nth) => nth % Math.ceil(cars.length / carsAsked) === 0)) {
      const [status, expected] = [await statusOf(graph, car), plainStatus(events.map(({ text }) => text))]
      if (status !== expected) throw new Error(`the graph says ${String(status)} of ${car}, and not ${expected}`)
    }
  }
  await graph.close()
  await db.end()
}
