import type { Transaction } from '#platform/database.ts'
import type { WantedSchedule } from './schedule.ts'
import { scheduleOrders, type ScheduleRefusal } from './schedule-orders.ts'

export type ScheduleOutcome =
  | { readonly __typename: 'ScheduleProductionSuccess'; readonly productionNumber: string }
  | ScheduleRefusal

/** Gives one order its dates, the way that many get theirs. */
export async function scheduleOrder(tx: Transaction, wanted: WantedSchedule, now: Date): Promise<ScheduleOutcome> {
  const [scheduling] = await scheduleOrders(tx, [wanted], now)
  const { productionNumber } = wanted
  return scheduling?.refusal ?? { __typename: 'ScheduleProductionSuccess', productionNumber }
}
