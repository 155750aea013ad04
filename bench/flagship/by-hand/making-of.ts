import { configurationOf } from '../../../subgraphs/erp-adapter/models/configuration.ts'
import type { OptionRow } from '../../../subgraphs/erp-adapter/models/model-store.ts'
import type { History } from './history-of.ts'
import type { CarRow } from './read-car.ts'

/** The car as it was configured, how it was built, and where it is. */
export function makingOf(car: CarRow, options: readonly OptionRow[], history: History): object {
  const { vin, productionNumber, plate, engineNumber, builtAt, status, statusSince, availability } = car
  return {
    vin,
    productionNumber,
    plate,
    engineNumber,
    builtAt,
    model: {
      code: car.modelCode,
      brand: car.brand,
      nameEn: car.modelNameEn,
      nameZh: car.modelNameZh,
      modelYear: car.modelYear,
    },
    configuration: configurationOf(options, car.optionCodes).map(({ family, choiceEn, choiceZh }) => ({
      family,
      choiceEn,
      choiceZh,
    })),
    plant: { id: car.plantId, nameEn: car.plantNameEn, nameZh: car.plantNameZh },
    productionOrder: {
      productionNumber,
      erpOrderNumber: car.erpOrderNumber,
      state: car.productionState,
      plannedStart: car.plannedStart,
      plannedEnd: car.plannedEnd,
      actualStart: car.startedAt,
      actualEnd: builtAt,
      salesOrder: orderOf(car),
      reworks: history.reworks,
      skippedStations: car.skippedStations,
    },
    stationHistory: history.stationHistory,
    qualityResults: history.qualityResults,
    status,
    statusSince,
    availability,
    whereabouts: {
      kind: car.whereabouts,
      since: car.whereaboutsSince,
      place: car.placeId === null ? null : { nameEn: car.placeNameEn, nameZh: car.placeNameZh },
    },
    timeline: { nodes: history.timeline },
  }
}

function orderOf({ orderId, placedAt, orderDealerId, orderDealerName }: CarRow): object | null {
  if (orderId === null) return null
  const dealer = orderDealerId === null ? null : { id: orderDealerId, name: orderDealerName }
  return { id: orderId, placedAt, dealer }
}
