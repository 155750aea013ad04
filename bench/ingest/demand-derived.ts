import pg from 'pg'
import { Client } from 'undici'
import { statusOf } from './graph-status.ts'
import { carNumber, eventsOfCar, eventsOfDocument } from './line.ts'
import { shopOf } from './plant.ts'

export interface SentLine {
  readonly name: string
  readonly documents: number
  readonly cars: number
}

/** Ends the bench unless every event is in the log once and the graph shows the cars' statuses. */
export async function demandDerived(
  { databaseUrl, url }: { readonly databaseUrl: string; readonly url: string },
  lines: readonly SentLine[],
): Promise<void> {
  const db = new pg.Client({ connectionString: databaseUrl })
  const graph = new Client(url)
  await db.connect()
  for (const { name, documents, cars } of lines) {
    const { rows } = await db.query<{ events: number }>(
      `select count(*)::int as events from erp_adapter.event_log where production_number between $1 and $2`,
      [`${name}-`, `${name}-~`],
    )
    const sent = documents * eventsOfDocument
    if (rows[0]?.events !== sent) throw new Error(`of ${sent} events of ${name} the log has ${rows[0]?.events}`)
    for (const car of [0, cars - 1, Math.floor((sent - 1) / (cars * eventsOfCar)) * cars]) {
      const group = Math.floor(car / cars)
      const seen = Math.min(eventsOfCar, sent / cars - group * eventsOfCar)
      const status = await statusOf(graph, carNumber(name, car))
      const expected = seen === 1 ? 'BROADCAST' : shopOf(Math.floor((seen - 2) / 2))
      if (status !== expected)
        throw new Error(`the graph says ${String(status)} of ${name} ${car}, and not ${expected}`)
    }
  }
  await graph.close()
  await db.end()
}
