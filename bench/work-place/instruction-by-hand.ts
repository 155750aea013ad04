import type { Reader } from '../flagship/by-hand/statement.ts'
import { chosen } from './chosen.ts'
import { readCar, readOptions, readSteps } from './read-by-tag.ts'

export interface ReadTag {
  readonly tag: string
  readonly station: string
}

/** What a work place is shown, by three statements at once. */
export async function instructionByHand(db: Reader, { tag, station }: ReadTag): Promise<object> {
  const [[car], steps, options] = await Promise.all([readCar(db, tag), readSteps(db, tag), readOptions(db, tag)])
  if (car === undefined) return { stationInstruction: null }
  const here = steps.find(({ id }) => id === station)
  const step =
    here === undefined
      ? null
      : {
          position: here.position,
          required: here.required,
          instructionEn: here.instructionEn,
          instructionZh: here.instructionZh,
          station: { nameEn: here.nameEn },
        }
  return {
    stationInstruction: {
      step,
      vehicle: { productionNumber: car.productionNumber, status: car.status, model: { nameEn: car.modelNameEn } },
      configuration: chosen(options, car.optionCodes),
      missing: steps
        .filter(({ required, position, passedAt }) => required && passedAt === null && position < (here?.position ?? 0))
        .map(({ id, nameEn }) => ({ id, nameEn })),
    },
  }
}
