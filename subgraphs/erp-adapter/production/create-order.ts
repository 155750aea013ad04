import type { Transaction } from '#platform/database.ts'
import { findModels, findOptions } from '../models/model-store.ts'
import { findPlants } from '../places/place-store.ts'
import { optionFlaws } from './option-choice.ts'
import { takeOrder, type WantedCar } from './take-order.ts'

export type CreateOrderOutcome =
  | { readonly __typename: 'CreateProductionOrderSuccess'; readonly productionNumber: string }
  | { readonly __typename: 'ProductionModelUnknown'; readonly message: string; readonly modelCode: string }
  | { readonly __typename: 'ProductionPlantUnknown'; readonly message: string; readonly plant: string }
  | {
      readonly __typename: 'ProductionOptionsRefused'
      readonly message: string
      readonly unknown: readonly string[]
      readonly conflicting: readonly string[]
    }

/** Takes a car into production when its model, plant and options go together. */
export async function createOrder(tx: Transaction, car: WantedCar): Promise<CreateOrderOutcome> {
  const { modelCode, plantId, optionCodes } = car
  if (!(await findModels(tx, [modelCode])).has(modelCode))
    return { __typename: 'ProductionModelUnknown', message: `No plant builds the model ${modelCode}.`, modelCode }
  if (plantId !== null && !(await findPlants(tx, [plantId])).has(plantId))
    return { __typename: 'ProductionPlantUnknown', message: `There is no plant ${plantId}.`, plant: plantId }
  const options = await findOptions(tx, [modelCode])
  const flaws = optionFlaws(options.get(modelCode) ?? [], optionCodes)
  if (flaws !== null)
    return {
      __typename: 'ProductionOptionsRefused',
      message: `${modelCode} can't be built with ${[...flaws.unknown, ...flaws.conflicting].join(', ')}.`,
      ...flaws,
    }
  return { __typename: 'CreateProductionOrderSuccess', productionNumber: await takeOrder(tx, car) }
}
