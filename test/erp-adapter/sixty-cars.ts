import type { Database } from '#platform/database.ts'
import { captureEvents } from '../../subgraphs/erp-adapter/ingest/capture-events.ts'
import type { TestGraph } from '../kit/graph.ts'
import { at, atStation, commissioned, measured } from './factory.ts'
import { describePlant } from './plant.ts'

/** Sixty cars: each third stands in the plant, each third in the yard, each third at the dealer, where six are sold. */
function life(index: number): readonly unknown[] {
  const car = `V${String(index).padStart(2, '0')}`
  const hour = index * 24
  const colour = { 'autograph:options': [index % 2 === 0 ? 'RED' : 'WHT'] }
  const inPlant = [
    { ...commissioned(car, hour), ...colour },
    atStation(car, hour + 1, 'T-TRIM'),
    measured(car, hour + 2, 3300),
  ]
  if (index % 3 === 0) return inPlant
  const built = [
    ...inPlant,
    at(car, hour + 3, ['storing', 'YARD-T']),
    at(car, hour + 4, ['staging_outbound', 'YARD-T']),
  ]
  if (index % 3 === 1) return built
  const delivered = [...built, at(car, hour + 5, ['departing', 'YARD-T']), at(car, hour + 9, ['receiving', 'DLR-T'])]
  return index < 18 ? [...delivered, at(car, hour + 20, ['retail_selling', 'DLR-T'])] : delivered
}

/** Describes the plant and loads the sixty cars, in bulk and backwards. */
export async function loadSixtyCars(graph: TestGraph, db: Database): Promise<void> {
  await describePlant(graph)
  const events = Array.from({ length: 60 }, (_, index) => life(index)).flat()
  await captureEvents(db, events.toReversed(), { silent: true, chunk: 100 })
}
