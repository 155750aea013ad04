import type { Transaction } from '#platform/database.ts'
import { Fault } from '#platform/errors.ts'
import type { WantedSchedule } from './schedule.ts'
import { scheduleOrders, type Scheduling } from './schedule-orders.ts'

const most = 1000

export type ScheduleSetOutcome =
  | {
      readonly __typename: 'ScheduleProductionOrdersSuccess'
      readonly scheduled: number
      readonly refused: number
      readonly outcomes: readonly Scheduling[]
    }
  | {
      readonly __typename: 'ProductionSchedulesRefused'
      readonly message: string
      readonly outcomes: readonly Scheduling[]
    }

/** Reads a set of schedules; an empty or too large one, or one that names an order twice, is the caller's fault. */
export function readSet(schedules: readonly WantedSchedule[]): readonly WantedSchedule[] {
  if (schedules.length < 1 || schedules.length > most)
    throw new Fault('BAD_USER_INPUT', `orders has ${schedules.length} entries; it can have 1 to ${most}.`)
  const numbers = new Set<string>()
  for (const { productionNumber } of schedules) {
    if (numbers.has(productionNumber))
      throw new Fault('BAD_USER_INPUT', `orders names ${productionNumber} twice; which dates hold can't be told.`)
    numbers.add(productionNumber)
  }
  return schedules
}

/** Gives a set of orders their dates: those that can have them, while the others are told why not. */
export async function scheduleSet(
  tx: Transaction,
  wanted: readonly WantedSchedule[],
  now: Date,
): Promise<ScheduleSetOutcome> {
  const outcomes = await scheduleOrders(tx, wanted, now)
  const refused = outcomes.filter(({ refusal }) => refusal !== null).length
  const scheduled = outcomes.length - refused
  return scheduled === 0
    ? { __typename: 'ProductionSchedulesRefused', message: 'None of the orders can have these dates.', outcomes }
    : { __typename: 'ScheduleProductionOrdersSuccess', scheduled, refused, outcomes }
}
