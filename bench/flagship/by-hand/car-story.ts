import { careOf } from './care-of.ts'
import { historyOf } from './history-of.ts'
import { makingOf } from './making-of.ts'
import { ownershipOf } from './ownership-of.ts'
import { readCar, readEvents, readOptions } from './read-car.ts'
import { readOwners, readSales } from './read-people.ts'
import { readCases, readCover, readOperations, readParts, readRecalls, readServices } from './read-service.ts'
import { serviceOf } from './service-of.ts'
import type { Reader } from './statement.ts'

/** Answers examples/queries/car-story.graphql: all statements at once, since each finds its rows by the VIN. */
export async function carStory(db: Reader, vin: string): Promise<object> {
  const now = new Date()
  const [[car], options, events, sales, owners, [cover], services, operations, parts, recalls, cases] =
    await Promise.all([
      readCar(db, vin),
      readOptions(db, vin),
      readEvents(db, vin),
      readSales(db, vin),
      readOwners(db, vin),
      readCover(db, vin),
      readServices(db, vin),
      readOperations(db, vin),
      readParts(db, vin),
      readRecalls(db, vin),
      readCases(db, vin),
    ])
  if (car === undefined) return { vehicle: null }
  const history = historyOf(events, car.limits)
  return {
    vehicle: {
      ...makingOf(car, options, history),
      ...ownershipOf(sales, owners),
      ...serviceOf({ cover, services, operations, parts }, now),
      ...careOf(recalls, cases, now),
    },
  }
}
