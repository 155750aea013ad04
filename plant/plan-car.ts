import type { CarOnItsWay } from '../demo/world/car.ts'
import { makeDealers } from '../demo/world/dealers.ts'
import { modelLines, models } from '../demo/world/models.ts'
import { chooseOptions } from '../demo/world/options.ts'
import { plantOf } from '../demo/world/plants.ts'
import { profiles } from '../demo/world/profile.ts'
import { randomFrom } from '../demo/world/random.ts'
import { vinOf } from '../demo/world/vins.ts'
import { planWay } from '../demo/world/way.ts'
import type { TrafficOptions } from './traffic.ts'

/** A car that the plant is going to build, with what it is. */
export type PlannedCar = CarOnItsWay & { readonly options: readonly string[] }

const dealers = makeDealers(profiles.demo, 1)

/** Seeds tell cars apart: 900 of them with a million cars each have VINs of their own. */
export const seeds = 900
export const carsOfSeed = 1_000_000

/** What a plant builds: the newest year of each of its model lines. */
export const modelsOf = (plant: string) =>
  models.filter(
    ({ line, year }) => line.plant === plant && year === Math.max(...modelLines.map(({ years: [, last] }) => last)),
  )

/** Plans the nth car of a plant from the tag to the dealer; 3 of 100 fail a test and are repaired. */
export function planCar(
  { seed, plant }: Pick<TrafficOptions, 'seed' | 'plant'>,
  nth: number,
  startedAt: number,
): PlannedCar {
  const random = randomFrom(seed, 'plant', plant, nth)
  const model = random.weighted(modelsOf(plant).map(each => [each, each.line.weight] as const))
  const dealer = random.pick(dealers)
  return {
    productionNumber: `SIM${plantOf(plant).short}${String(seed).padStart(3, '0')}${String(nth).padStart(7, '0')}`,
    vin: vinOf(model, serialOf(seed * carsOfSeed + nth)),
    model,
    options: chooseOptions(random),
    dealer,
    ...planWay(random, { startedAt, kind: 'STOCK', toRegion: dealer.city.region, plant }),
  }
}

const vinLetters = '0123456789ABCDEFGHJKLMNPRSTUVWXYZ'

/** A serial number that begins with a letter, so that no car of the demo data has it. */
function serialOf(number: number): string {
  let rest = number + 10 * 33 ** 5
  let serial = ''
  for (let place = 0; place < 6; place += 1) {
    serial = vinLetters.charAt(rest % 33) + serial
    rest = Math.floor(rest / 33)
  }
  return serial
}
