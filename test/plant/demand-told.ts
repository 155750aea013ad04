import { expect } from 'vitest'
import type { TrafficOptions } from '../../plant/traffic.ts'
import type { TestGraph } from '../kit/graph.ts'
import { firstEvents } from './first-events.ts'
import { plainStatus } from './plain-status.ts'

/** Demands that the log has the first events of a plant, each once, and that the graph shows each car where it is. */
export async function demandTold(
  graph: TestGraph,
  { events, ...options }: TrafficOptions & { readonly events: number },
): Promise<void> {
  const told = new Map(firstEvents(options, events).map(event => [event.text, event]))
  const cars = Map.groupBy(told.values(), event => event.productionNumber)
  expect(
    await graph.sql(`select count(*)::int as events from erp_adapter.event_log where production_number = any ($1)`, [
      [...cars.keys()],
    ]),
  ).toEqual([{ events: told.size }])
  for (const [car, all] of cars) {
    const { vehicleByProductionNumber } = await graph.data(
      `query ($car: ID!) { vehicleByProductionNumber(productionNumber: $car) { status } }`,
      { car },
    )
    expect([car, vehicleByProductionNumber?.status]).toEqual([car, plainStatus(all.map(({ text }) => text))])
  }
}
