import { atHour, day, hour, today, type Moment } from './calendar.ts'
import { isSold, ownerAt, sellerAt, type Car } from './car.ts'
import type { Customer } from './customers.ts'
import type { Station } from './dealers.ts'
import type { Job } from './job.ts'
import { jobs } from './jobs.ts'
import { randomFrom, type Random } from './random.ts'
import { recallsOf, type Recall } from './recalls.ts'

/** A car comes to a workshop for a job or for a recall. */
export interface Visit {
  readonly work: Job | Recall
  readonly station: Station
  readonly customer: Customer
  readonly odometerKm: number
  readonly inAt: Moment
  readonly outAt: Moment | null
}

/** Visits in the first year; each further year has 7% fewer, so that cars of ten years have 1.6 a year. */
const visitsInFirstYear = 2.35
const fading = 0.07
const year = 365 * day

const byPowertrain = {
  PETROL: jobs.filter(job => job.powertrain !== 'ELECTRIC'),
  HYBRID: jobs.filter(job => job.powertrain !== 'ELECTRIC'),
  ELECTRIC: jobs.filter(job => job.powertrain !== 'COMBUSTION'),
}

/** The visits of a car up to today, the oldest first. */
export function visitsOf(car: Car, seed: number): Visit[] {
  if (!isSold(car)) return []
  const random = randomFrom(seed, 'visits', car.place)
  const planned: Plan[] = recallsOf(car, seed).flatMap(({ recall, doneAt }) =>
    doneAt === null ? [] : [{ at: doneAt, work: recall }],
  )
  const near = (at: Moment): boolean => planned.some(each => Math.abs(each.at - at) < 2 * day)
  for (let at = nextVisit(random, car, car.soldAt + 20 * day); at < today; at = nextVisit(random, car, at))
    if (!near(at)) planned.push({ at, work: chooseJob(random, car, at) })
  return planned
    .flatMap((plan, nth) => visitAt(car, plan, randomFrom(seed, 'visit', car.place, nth)))
    .toSorted((a, b) => a.inAt - b.inAt)
}

interface Plan {
  readonly at: Moment
  readonly work: Job | Recall
}

/** The pause to the next visit is short for a new car, long for an old one. */
function nextVisit(random: Random, car: Car, from: Moment): Moment {
  const age = (from - car.soldAt) / year
  const perYear = visitsInFirstYear * Math.exp(-fading * age)
  // A fifth of the pause is fixed: nobody comes twice in a week.
  const pause = (0.2 - 0.8 * Math.log(1 - random.next())) / perYear
  return from + pause * year
}

/** The first visits are for maintenance. */
function chooseJob(random: Random, car: Car, at: Moment): Job {
  const fresh = at - car.soldAt < 0.6 * year
  const possible = byPowertrain[car.model.line.powertrain]
  const weight = (job: Job): number => (fresh && job.kind === 'WEAR' ? 0 : job.weight)
  return random.weighted(possible.map(job => [job, weight(job)] as const))
}

function visitAt(car: Car, { at, work }: Plan, random: Random): Visit[] {
  const inAt = atHour(at, random.int(8, 15) + random.pick([0, 0.25, 0.5, 0.75]))
  const customer = ownerAt(car, inAt)
  if (customer === null || inAt > today) return []
  const { stations } = random.chance(0.85) ? sellerAt(car, inAt) : customer.dealer
  const outAt = inAt + Math.round(random.int(3, 'kind' in work && work.kind === 'ACCIDENT' ? 120 : 16)) * 0.5 * hour
  return [
    {
      work,
      station: random.pick(stations),
      customer,
      odometerKm: 15 + Math.round(((inAt - car.soldAt) / year) * car.kmPerYear),
      inAt,
      outAt: outAt > today ? null : outAt,
    },
  ]
}
