import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import { productionScheduled } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import { holdVersions } from '../models/hold-versions.ts'
import { reserveParts } from '../material/reserve-parts.ts'
import { planningSteps } from '../vehicles/car-event.ts'
import { isPlanned, type VehicleStatus } from '../vehicles/vehicle-status.ts'
import type { VehicleRow } from '../vehicles/vehicle-store.ts'
import { lockOrders } from './order-store.ts'
import { recordPlanning } from './record-planning.ts'
import { flawOf, saveSchedules, type WantedSchedule } from './schedule.ts'

export type ScheduleRefusal =
  | { readonly __typename: 'ProductionOrderUnknown'; readonly message: string; readonly productionNumber: string }
  | { readonly __typename: 'ProductionNotPlannable'; readonly message: string; readonly status: VehicleStatus }
  | { readonly __typename: 'ProductionDatesRefused'; readonly message: string }

/** What came of one order; it has its dates unless it was refused. */
export interface Scheduling {
  readonly productionNumber: string
  readonly refusal: ScheduleRefusal | null
}

/** Gives orders their dates while they are only planned, each for itself, in as many statements as one takes. */
export async function scheduleOrders(
  tx: Transaction,
  wanted: readonly WantedSchedule[],
  now: Date,
): Promise<readonly Scheduling[]> {
  const numbers = wanted.map(each => each.productionNumber)
  await holdVersions(tx, numbers)
  const orders = await lockOrders(tx, numbers)
  const judged = wanted.map(schedule => {
    const { productionNumber } = schedule
    return { productionNumber, schedule, refusal: refusalOf(schedule, orders.get(productionNumber)?.status) }
  })
  const taken = judged.filter(({ refusal }) => refusal === null).map(({ schedule }) => schedule)
  if (taken.length > 0) {
    await saveSchedules(tx, taken)
    await publish(tx, productionScheduled, taken.flatMap(newsOf(orders)))
    await recordPlanning(
      tx,
      taken.map(({ productionNumber }) => ({
        id: `${productionNumber}:scheduling`,
        productionNumber,
        bizStep: planningSteps.scheduling,
        at: now,
      })),
    )
    await reserveParts(tx, sql`select unnest(${taken.map(each => each.productionNumber)}::text[])`)
  }
  return judged.map(({ productionNumber, refusal }) => ({ productionNumber, refusal }))
}

/** What sales is told of the dates of a car that is built for a sales order. */
const newsOf =
  (orders: ReadonlyMap<string, VehicleRow>) =>
  ({ productionNumber, changeFreezeAt }: WantedSchedule) => {
    const orderId = orders.get(productionNumber)?.orderId
    if (orderId == null) return []
    return [{ key: orderId, payload: { productionNumber, orderId, changeFreezeAt: changeFreezeAt.toISOString() } }]
  }

function refusalOf(schedule: WantedSchedule, status: VehicleStatus | undefined): ScheduleRefusal | null {
  const { productionNumber } = schedule
  if (status === undefined)
    return {
      __typename: 'ProductionOrderUnknown',
      message: `There is no production order ${productionNumber}.`,
      productionNumber,
    }
  if (!isPlanned(status))
    return {
      __typename: 'ProductionNotPlannable',
      message: `The car is ${status}; its dates stay as they are.`,
      status,
    }
  const flaw = flawOf(schedule)
  return flaw === null ? null : { __typename: 'ProductionDatesRefused', message: flaw }
}
