import { hour, minute } from './calendar.ts'
import type { CarOnItsWay } from './car.ts'
import type { FactoryEvent, Report } from './factory-event.ts'
import { tagOf } from './line-reports.ts'
import { line, plantOf, stationId } from './plants.ts'
import type { Random } from './random.ts'

/** Of the reports, those that come late, and reads of a tag that was another car's. */
const late = 0.05
const misread = 0.01

const misreadReport = 'misread'

/** Reads of the tag of the car behind; it is found out within the hour. */
export function misreads(car: CarOnItsWay, random: Random): Report[] {
  const plant = plantOf(car.model.line.plant)
  return line
    .filter(station => station.shop !== 'QUALITY' && random.chance(misread * 2))
    .map(station => ({
      at: car.startedAt + random.next() * (car.builtAt - car.startedAt),
      bizStep: 'assembling',
      disposition: misreadReport,
      readPoint: stationId(plant, station),
      bizLocation: plant.id,
      tag: tagOf(car),
      pass: 'IN' as const,
    }))
}

/** A report as it came: late now and then; what was misread is taken out an hour later. */
export function received(
  car: CarOnItsWay,
  report: Report,
  { nth, random }: { readonly nth: number; readonly random: Random },
): FactoryEvent[] {
  const delay = random.chance(late) ? random.int(20, 600) * minute : random.int(1, 20) * 1000
  const event: FactoryEvent = {
    action: 'OBSERVE',
    readPoint: null,
    bizLocation: null,
    pass: null,
    sourceCode: null,
    vin: null,
    tag: null,
    engineNumber: null,
    measurements: [],
    parts: [],
    load: null,
    ...report,
    id: `urn:autograph:event:${car.productionNumber}:${String(nth + 1).padStart(3, '0')}`,
    productionNumber: car.productionNumber,
    at: Math.floor(report.at),
    arrivedAt: Math.floor(report.at) + delay,
    disposition: report.disposition ?? null,
    declaresError: false,
  }
  if (report.disposition !== misreadReport) return [event]
  const read = { ...event, disposition: 'in_progress' }
  return [read, { ...read, declaresError: true, arrivedAt: event.arrivedAt + hour }]
}
