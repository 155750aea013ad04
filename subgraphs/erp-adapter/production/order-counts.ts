import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import type { ProductionState } from './erp-statuses.ts'
import { late, ordersMeeting, waiting, type OrderCriteria } from './orders-meeting.ts'

/** Orders that are counted for one answer at the most. */
const bound = 100_000

export interface StateCount {
  readonly state: ProductionState
  readonly orders: number
  readonly late: number
  readonly waitingForParts: number
}

export interface OrderCounts {
  readonly orders: number
  readonly exact: boolean
  readonly late: number
  readonly waitingForParts: number
  readonly states: readonly StateCount[]
}

/** Counts the orders that meet the criteria by their states, in one statement. */
export async function countOrders(db: Queries, criteria: OrderCriteria): Promise<OrderCounts> {
  const states = await db.rows<StateCount>(sql`
    select production_state as state, count(*) as orders, count(*) filter (where late) as late,
      count(*) filter (where waiting) as "waitingForParts"
    from (
      select production_state, ${late(criteria.now)} as late, ${waiting} as waiting
      from production_order join vehicle using (production_number)
      where ${ordersMeeting(criteria)} limit ${bound}) as met
    group by production_state
    order by array_position(array['PLANNED', 'SCHEDULED', 'IN_PRODUCTION', 'COMPLETED', 'CANCELLED'], production_state)`)
  const sum = (count: (state: StateCount) => number): number => states.reduce((all, each) => all + count(each), 0)
  const orders = sum(each => each.orders)
  return {
    orders,
    exact: orders < bound,
    late: sum(each => each.late),
    waitingForParts: sum(each => each.waitingForParts),
    states,
  }
}
