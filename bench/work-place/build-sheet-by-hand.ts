import type { Reader } from '../flagship/by-hand/statement.ts'
import { chosen } from './chosen.ts'
import { readCar, readLimits, readOptions, readSteps } from './read-by-tag.ts'

/** What the plant needs to know of a car, by four statements at once. */
export async function buildSheetByHand(db: Reader, tag: string): Promise<object> {
  const [[car], steps, options, qualityPlan] = await Promise.all([
    readCar(db, tag),
    readSteps(db, tag),
    readOptions(db, tag),
    readLimits(db, tag),
  ])
  if (car === undefined) return { buildSheetByTag: null }
  const { productionNumber, state, plannedEnd } = car
  return {
    buildSheetByTag: {
      productionOrder: { productionNumber, state, plannedEnd },
      configuration: chosen(options, car.optionCodes),
      steps: steps.map(({ position, instructionEn, id, nameEn, passedAt }) => ({
        step: { position, instructionEn, station: { id, nameEn } },
        passedAt,
      })),
      qualityPlan,
    },
  }
}
