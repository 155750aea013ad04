import type { Transaction } from '#platform/database.ts'
import { Fault } from '#platform/errors.ts'
import { planningSteps } from '../vehicles/car-event.ts'
import { isPlanned, type VehicleStatus } from '../vehicles/vehicle-status.ts'
import { lockOrder, saveSchedule, type Schedule } from './order-store.ts'
import { recordPlanning } from './record-planning.ts'

export type ScheduleOutcome =
  | { readonly __typename: 'ScheduleProductionSuccess'; readonly productionNumber: string }
  | { readonly __typename: 'ProductionOrderUnknown'; readonly message: string; readonly productionNumber: string }
  | { readonly __typename: 'ProductionNotPlannable'; readonly message: string; readonly status: VehicleStatus }

export interface ScheduleInput {
  readonly plannedStart: Date
  readonly plannedEnd: Date
  readonly changeFreezeAt?: Date | null
}

/** Reads the dates of a schedule; dates out of order are the caller's fault. */
export function scheduleOf({ plannedStart, plannedEnd, changeFreezeAt }: ScheduleInput): Schedule {
  if (plannedEnd <= plannedStart) throw new Fault('BAD_USER_INPUT', 'plannedEnd is not after plannedStart; it must be.')
  const freeze = changeFreezeAt ?? plannedStart
  if (freeze > plannedStart)
    throw new Fault('BAD_USER_INPUT', 'changeFreezeAt is after plannedStart; it can be at the start or before.')
  return { plannedStart, plannedEnd, changeFreezeAt: freeze }
}

export interface Rescheduling extends Schedule {
  readonly productionNumber: string
  readonly now: Date
}

/** Gives an order its dates while it is only planned. */
export async function scheduleOrder(
  tx: Transaction,
  { productionNumber, now, ...schedule }: Rescheduling,
): Promise<ScheduleOutcome> {
  const order = await lockOrder(tx, productionNumber)
  if (order === null)
    return {
      __typename: 'ProductionOrderUnknown',
      message: `There is no production order ${productionNumber}.`,
      productionNumber,
    }
  const { status } = order
  if (!isPlanned(status))
    return {
      __typename: 'ProductionNotPlannable',
      message: `The car is ${status}; its dates stay as they are.`,
      status,
    }
  await saveSchedule(tx, productionNumber, schedule)
  const id = `${productionNumber}:scheduling`
  await recordPlanning(tx, [{ id, productionNumber, bizStep: planningSteps.scheduling, at: now }])
  return { __typename: 'ScheduleProductionSuccess', productionNumber }
}
