import type { Transaction } from '#platform/database.ts'
import { vehicleStatusChanged } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import { settleAlarms } from '../alarms/settle-alarms.ts'
import { tellAlarms } from '../alarms/tell-alarms.ts'
import { releaseParts } from '../material/reserve-parts.ts'
import { keepVersions } from '../models/keep-versions.ts'
import { publishScopeOfCars } from '../recalls/recall-scope.ts'
import type { CarState } from './car-state.ts'
import { isInPlant, isPlanned, type VehicleStatus } from './vehicle-status.ts'
import { insertCars, type NewCar, type NewOrder } from './insert-cars.ts'
import { writeBack } from './write-back.ts'

/** A car before its events changed, its row locked; one that was not known before has none. */
export interface CarBefore {
  readonly productionNumber: string
  readonly modelCode: string
  /** The sales order that it is built or reserved for. */
  readonly orderId: string | null
  /** Null for a car that was not known before. */
  readonly status: VehicleStatus | null
  /** What a car that was not known before is ordered as. */
  readonly ordered?: NewOrder
}

/** A car with what its events leave it as. */
export interface CarChange extends CarBefore {
  readonly state: CarState
  /** What its row and its alarms show; null when that is not known. */
  readonly shown: CarState | null
}

/** Writes cars back as their events leave them and, unless silent, tells the other subgraphs what changed. */
export async function settleCars(
  tx: Transaction,
  changes: readonly CarChange[],
  { silent }: { readonly silent: boolean },
): Promise<void> {
  await insertCars(tx, changes.flatMap(born))
  const known = changes.filter(({ ordered }) => ordered === undefined)
  await writeBack(tx, known.filter(isOtherwise))
  const begun = known.filter(begins).map(change => change.productionNumber)
  await keepVersions(tx, begun)
  await releaseParts(tx, begun)
  const alarms = await settleAlarms(
    tx,
    changes
      .filter(isAlarming)
      .map(({ productionNumber, state: { alarms: own, bodyTag } }) => ({ productionNumber, alarms: own, bodyTag })),
  )
  if (silent) return
  await publish(tx, vehicleStatusChanged, changes.filter(moved).map(told))
  await tellAlarms(tx, alarms)
  await publishScopeOfCars(
    tx,
    changes.map(change => change.productionNumber),
  )
}

/** Whether a row may have to be written: a step leaves what it doesn't change as it is. */
const isOtherwise = ({ state, shown }: CarChange): boolean =>
  shown === null ||
  state.status !== shown.status ||
  state.statusSince !== shown.statusSince ||
  state.whereabouts !== shown.whereabouts ||
  state.vin !== shown.vin ||
  state.engineNumber !== shown.engineNumber ||
  state.bodyTag !== shown.bodyTag ||
  state.tagBoundAt !== shown.tagBoundAt ||
  state.erpStatuses !== shown.erpStatuses ||
  state.startedAt !== shown.startedAt ||
  state.builtAt !== shown.builtAt ||
  state.blockedBy !== shown.blockedBy

/** Whether alarms may have to be raised or cleared, those of other bodies with the same tag among them. */
const isAlarming = ({ state, shown }: CarChange): boolean =>
  shown === null ||
  state.alarms !== shown.alarms ||
  state.bodyTag !== shown.bodyTag ||
  state.tagBoundAt !== shown.tagBoundAt ||
  (state.bodyTag !== null && isOnLine(state.status) !== isOnLine(shown.status))

/** Whether a body in this status counts when a tag is on two. */
const isOnLine = (status: VehicleStatus): boolean => isInPlant(status) || status === 'BUILT' || status === 'RELEASED'

const born = (change: CarChange): readonly NewCar[] =>
  change.ordered === undefined ? [] : [{ ...change.ordered, state: change.state, isBegun: begins(change) }]

const begins = ({ state, status }: CarChange): boolean =>
  (status === null || isPlanned(status)) && !isPlanned(state.status)

const moved = ({ state, status }: CarChange): boolean => state.statusSince !== null && state.status !== status

const told = ({ productionNumber, orderId, modelCode, status, state }: CarChange) => ({
  key: productionNumber,
  payload: {
    productionNumber,
    vin: state.vin,
    orderId,
    modelCode,
    status: state.status,
    previous: status,
    at: (state.statusSince ?? new Date(0)).toISOString(),
  },
})
