import type { Transaction } from '#platform/database.ts'
import { vehicleStatusChanged } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import { settleAlarms } from '../alarms/settle-alarms.ts'
import { tellAlarms } from '../alarms/tell-alarms.ts'
import { keepVersions } from '../models/keep-versions.ts'
import { publishScopeOfCars } from '../recalls/recall-scope.ts'
import { deriveVehicles } from './vehicle-history.ts'
import { isPlanned, type VehicleStatus } from './vehicle-status.ts'
import { writeBack, type Derivation } from './write-back.ts'

/** A car before its events changed, its row locked. */
export interface CarBefore {
  readonly productionNumber: string
  readonly modelCode: string
  /** The sales order that it is built or reserved for. */
  readonly orderId: string | null
  /** Null for a car that was not known before. */
  readonly status: VehicleStatus | null
}

/** Derives locked cars anew, writes them back and, unless silent, tells the other subgraphs what changed. */
export async function refreshCars(
  tx: Transaction,
  cars: readonly CarBefore[],
  { silent = false }: { readonly silent?: boolean } = {},
): Promise<void> {
  const numbers = cars.map(car => car.productionNumber)
  const derived = await deriveVehicles(tx, numbers)
  const changes = cars.flatMap(car => {
    const now = derived.get(car.productionNumber)
    return now === undefined ? [] : [{ ...car, derived: now }]
  })
  await writeBack(tx, changes)
  await keepVersions(
    tx,
    changes.filter(begins).map(change => change.productionNumber),
  )
  const alarms = await settleAlarms(
    tx,
    changes.map(({ productionNumber, derived }) => ({ productionNumber, alarms: derived.alarms })),
  )
  if (silent) return
  await publish(tx, vehicleStatusChanged, changes.filter(moved).map(told))
  await tellAlarms(tx, alarms)
  await publishScopeOfCars(tx, numbers)
}

type Change = Derivation & CarBefore

const begins = ({ derived, status }: Change): boolean =>
  (status === null || isPlanned(status)) && !isPlanned(derived.status)

const moved = ({ derived, status }: Change): boolean => derived.statusSince !== null && derived.status !== status

const told = ({ productionNumber, orderId, modelCode, status, derived }: Change) => ({
  key: productionNumber,
  payload: {
    productionNumber,
    vin: derived.vin,
    orderId,
    modelCode,
    status: derived.status,
    previous: status,
    at: (derived.statusSince ?? new Date(0)).toISOString(),
  },
})
