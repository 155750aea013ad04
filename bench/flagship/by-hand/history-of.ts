import type { QualityLimit } from '../../../subgraphs/erp-adapter/quality/judge-quality.ts'
import { deriveVehicle } from '../../../subgraphs/erp-adapter/vehicles/derive-vehicle.ts'
import type { EventRow, Name } from './read-car.ts'

interface Station extends Name {
  readonly id: string
  readonly shop: string | null
}

export type History = ReturnType<typeof historyOf>

/** What the events tell of a car, by the rules of the plant's own subgraph. */
export function historyOf(rows: readonly EventRow[], limits: readonly QualityLimit[]) {
  const stations = new Map<string, Station>()
  const places = new Map<string, Name>()
  for (const row of rows) {
    const { readPoint, bizLocation, shop } = row
    if (readPoint !== null) {
      const name = { nameEn: row.stationNameEn, nameZh: row.stationNameZh }
      stations.set(readPoint, { id: readPoint, shop, ...name })
      places.set(readPoint, name)
    }
    if (bizLocation !== null) places.set(bizLocation, { nameEn: row.locationNameEn, nameZh: row.locationNameZh })
  }
  const nameOf = (id: string | null): Name | null => (id === null ? null : (places.get(id) ?? null))
  const car = deriveVehicle(rows, { plantId: '', route: [], limits })
  return {
    stationHistory: car.stationPasses.map(({ stationId, enteredAt, leftAt }) => ({
      station: stations.get(stationId),
      enteredAt,
      leftAt,
    })),
    qualityResults: car.qualityResults.map(({ stationId, at, measure, value, unit, minimum, maximum, verdict }) => ({
      at,
      measure,
      value,
      unit,
      minimum,
      maximum,
      verdict,
      station: nameOf(stationId),
    })),
    reworks: car.reworks.map(({ at, stationId }) => ({ at, station: nameOf(stationId) })),
    timeline: car.timeline
      .toReversed()
      .slice(0, 200)
      .map(({ status, at, recordedAt, sourceCode, placeId }) => ({
        status,
        at,
        recordedAt,
        sourceCode,
        place: nameOf(placeId),
      })),
  }
}
