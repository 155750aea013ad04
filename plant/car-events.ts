import { minute } from '../demo/world/calendar.ts'
import { epcisEvent } from '../demo/load/epcis-event.ts'
import type { Report } from '../demo/world/factory-event.ts'
import { lineReports, tagOf } from '../demo/world/line-reports.ts'
import { logisticsReports } from '../demo/world/logistics.ts'
import { randomFrom, type Random } from '../demo/world/random.ts'
import { misreads, received } from '../demo/world/reception.ts'
import type { PlannedCar } from './plan-car.ts'

/** An event as it leaves the plant. */
export interface PlantEvent {
  readonly productionNumber: string
  /** When it leaves, in milliseconds since 1970 of the plant's clock; late events leave later than they happened. */
  readonly due: number
  /** Whether the car has reached its dealer with it. */
  readonly last: boolean
  /** The EPCIS event as JSON. */
  readonly text: string
}

/** Of the events, those that leave twice; of the cars, those whose tag is lost in the oven and replaced. */
const repeated = 0.02
const retagged = 0.01

/** What the plant and the carriers report of a car, in the order in which it leaves: some 75 events. */
export function carEvents(car: PlannedCar, seed: number): readonly PlantEvent[] {
  const random = randomFrom(seed, 'events', car.productionNumber)
  const reports = [...withNewTag(car, lineReports(car, random), random), ...misreads(car, random)]
  return [...reports, ...logisticsReports(car)]
    .flatMap((report, nth) => received(car, report, { nth, random }))
    .flatMap(event => {
      const sent = {
        productionNumber: car.productionNumber,
        due: event.arrivedAt,
        last: event.sourceCode === '5000',
        text: JSON.stringify({ ...epcisEvent(event), ...(event.bizStep === 'commissioning' ? whatIs(car) : {}) }),
      }
      return random.chance(repeated) ? [sent, { ...sent, due: sent.due + random.int(1, 3600) * 1000 }] : [sent]
    })
    .toSorted((a, b) => a.due - b.due)
}

/** The graph learns of the car by its first event. */
const whatIs = ({ model, options }: PlannedCar): object => ({
  'autograph:modelCode': model.code,
  'autograph:plant': model.line.plant,
  'autograph:options': options,
})

/** Now and then the body gets another tag on its way through the paint shop, which later readers see. */
function withNewTag(car: PlannedCar, reports: readonly Report[], random: Random): readonly Report[] {
  if (!random.chance(retagged)) return reports
  const oven = reports.find(({ readPoint }) => readPoint?.endsWith('-PAINT-02'))
  if (oven === undefined) return reports
  const tag = `${tagOf(car)}-2`
  const there = { bizStep: 'encoding', readPoint: oven.readPoint ?? null, bizLocation: oven.bizLocation ?? null }
  const change: readonly Report[] = [
    { ...there, at: oven.at + minute, disposition: 'inactive', action: 'DELETE', tag: tagOf(car) },
    { ...there, at: oven.at + 2 * minute, disposition: 'active', action: 'ADD', tag },
  ]
  return [
    ...reports.map(report => (report.tag !== undefined && report.at > oven.at ? { ...report, tag } : report)),
    ...change,
  ].toSorted((a, b) => a.at - b.at)
}
