import { hour, minute } from './calendar.ts'
import { happened, isRecent, type Car } from './car.ts'
import type { FactoryEvent, Report } from './factory-event.ts'
import { lineReports, tagOf } from './line-reports.ts'
import { dealerPlace, logisticsReports, yardOf } from './logistics.ts'
import { acceptedAt, scheduledAt } from './orders.ts'
import { line, plantOf, stationId } from './plants.ts'
import { randomFrom, type Random } from './random.ts'

/** Of the reports, those that come late, and reads of a tag that was another car's. */
const late = 0.05
const misread = 0.01

/** What was reported of a car up to today, in the order in which it came. */
export function factoryEventsOf(car: Car, seed: number): FactoryEvent[] {
  const random = randomFrom(seed, 'factory', car.place)
  const reports = isRecent(car) || car.storied ? wholeWay(car, random) : summary(car)
  return reports
    .filter(report => happened(report.at))
    .flatMap((report, nth) => received(car, report, { nth, random }))
    .filter(event => happened(event.arrivedAt))
    .toSorted((a, b) => a.arrivedAt - b.arrivedAt)
}

const wholeWay = (car: Car, random: Random): Report[] => [
  { at: car.orderedAt, bizStep: 'autograph:ordering', sourceCode: '1100' },
  { at: acceptedAt(car), bizStep: 'autograph:accepting', sourceCode: '2500' },
  { at: scheduledAt(car), bizStep: 'autograph:scheduling', sourceCode: '3000' },
  ...lineReports(car, random),
  ...misreads(car, random),
  ...logisticsReports(car),
  {
    at: car.soldAt,
    bizStep: 'retail_selling',
    disposition: 'retail_sold',
    bizLocation: dealerPlace(car.dealer),
    sourceCode: '6000',
  },
]

/** Of cars of earlier years the ends are kept: built, at the dealer, sold. */
const summary = (car: Car): Report[] => [
  {
    at: car.builtAt,
    bizStep: 'storing',
    disposition: 'sellable_not_accessible',
    bizLocation: yardOf(car.model.line.plant),
    vin: car.vin,
    action: 'ADD',
    sourceCode: '3800',
  },
  {
    at: car.arrivedAt,
    bizStep: 'receiving',
    disposition: 'sellable_accessible',
    bizLocation: dealerPlace(car.dealer),
    sourceCode: '5000',
  },
  {
    at: car.soldAt,
    bizStep: 'retail_selling',
    disposition: 'retail_sold',
    bizLocation: dealerPlace(car.dealer),
    sourceCode: '6000',
  },
]

/** A reader took the tag of the car behind; it is found out within the hour. */
const misreadReport = 'misread'

function misreads(car: Car, random: Random): Report[] {
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

function received(
  car: Car,
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
