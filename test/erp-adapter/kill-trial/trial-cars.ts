import { checkDigit } from '#platform/vin.ts'
import type { Random } from '../../../demo/world/random.ts'
import { at, atStation, commissioned, moment } from '../factory.ts'

export type Fields = Readonly<Record<string, unknown>>

/** A car as the graph must show it when all is told. */
export interface CarState {
  readonly productionNumber: string
  readonly status: string
  readonly statusSince: string
  readonly vin: string | null
  readonly builtAt: string | null
  readonly whereabouts: string
  readonly place: string | null
}

export interface TrialCar {
  readonly commissioning: Fields
  /** What happened to it, first first; an error declaration stands behind the event that it takes out. */
  readonly events: readonly Fields[]
  readonly expected: CarState
}

/** A step of a car's way, and what it alone says of the car: steps go in the order of a life, so the last one decides. */
interface Step {
  readonly status: string
  readonly whereabouts: string
  readonly place: string | null
  readonly event: (car: string, hour: number) => Fields
}

const stay = (station: string, status: string, reads: number): readonly Step[] =>
  Array.from({ length: reads }, () => ({
    status,
    whereabouts: 'PLANT',
    place: 'PLANT-T',
    event: (car, hour) => atStation(car, hour, station),
  }))

const move = (status: string, step: [string, string], [whereabouts, place]: [string, string | null]): Step => ({
  status,
  whereabouts,
  place,
  event: (car, hour) => at(car, hour, step),
})

const plantSteps: readonly Step[] = [
  ...stay('T-BODY', 'BODY', 20),
  ...stay('T-PAINT', 'PAINT', 20),
  ...stay('T-TRIM', 'ASSEMBLY', 25),
  ...stay('T-TEST', 'QUALITY', 15),
]
const way: readonly Step[] = [
  ...plantSteps,
  move('BUILT', ['storing', 'YARD-T'], ['WAREHOUSE', 'YARD-T']),
  move('RELEASED', ['staging_outbound', 'YARD-T'], ['WAREHOUSE', 'YARD-T']),
  move('IN_TRANSIT', ['departing', 'YARD-T'], ['IN_TRANSIT', null]),
  move('IN_TRANSIT', ['receiving', 'PORT-T'], ['WAREHOUSE', 'PORT-T']),
  move('IN_TRANSIT', ['departing', 'PORT-T'], ['IN_TRANSIT', null]),
  move('AT_DEALER', ['receiving', 'DLR-T'], ['DEALER', 'DLR-T']),
  move('DELIVERED', ['retail_selling', 'DLR-T'], ['SOLD', null]),
]

/** The read at which the VIN is bound. */
const binding = 44
const hourOf = (nth: number): number => 1 + nth / 4

/** A car that came some way, of which three reads in a hundred are declared in error. */
export function trialCar(index: number, random: Random): TrialCar {
  const productionNumber = `KILL-${index}`
  const reached = way.slice(0, random.int(20, way.length))
  const told = reached.map((step, nth) => {
    const bound = nth === binding ? { 'autograph:vin': vinOf(index) } : {}
    return { step, nth, wrong: random.chance(0.03), event: { ...step.event(productionNumber, hourOf(nth)), ...bound } }
  })
  return {
    commissioning: commissioned(productionNumber, 0),
    events: told.flatMap(({ event, wrong }) =>
      wrong ? [event, { ...event, errorDeclaration: { declarationTime: moment(40) } }] : [event],
    ),
    expected: stateAfter(
      productionNumber,
      index,
      told.filter(each => !each.wrong),
    ),
  }
}

/** The state that follows from the steps that count, read off them. */
function stateAfter(
  productionNumber: string,
  index: number,
  counting: readonly { readonly step: Step; readonly nth: number }[],
): CarState {
  const last = counting.at(-1)?.step ?? { status: 'BROADCAST', whereabouts: 'PLANT', place: 'PLANT-T' }
  const first = counting.find(({ step }) => step.status === last.status)
  const built = counting.find(({ nth }) => nth >= plantSteps.length)
  return {
    productionNumber,
    status: last.status,
    statusSince: moment(first === undefined ? 0 : hourOf(first.nth)),
    vin: counting.some(({ nth }) => nth === binding) ? vinOf(index) : null,
    builtAt: built === undefined ? null : moment(hourOf(built.nth)),
    whereabouts: last.whereabouts,
    place: last.place,
  }
}

function vinOf(index: number): string {
  const tail = `VA${String(index).padStart(6, '0')}`
  return `LSGXC8BN${checkDigit(`LSGXC8BN0${tail}`)}${tail}`
}
