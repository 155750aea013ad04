import { happened, isRecent, type Car } from './car.ts'
import type { FactoryEvent, Report } from './factory-event.ts'
import { lineReports } from './line-reports.ts'
import { dealerPlace, logisticsReports, yardOf } from './logistics.ts'
import { acceptedAt, scheduledAt } from './orders.ts'
import { randomFrom, type Random } from './random.ts'
import { misreads, received } from './reception.ts'

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
