import sql, { type Sql } from 'sql-template-tag'
import type { Page, Position } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { Fault } from '#platform/errors.ts'
import { vehicleColumns, type VehicleRow } from '../vehicles/vehicle-store.ts'
import { ordersMeeting, type OrderCriteria } from './orders-meeting.ts'

export type OrderSort = 'PLANNED_START' | 'PLANNED_END' | 'NEWEST'

interface Sorting {
  readonly by: Sql
  /** Whether the least comes first. */
  readonly ascending: boolean
  readonly of: (order: VehicleRow) => Date | null
}

const sortings: Readonly<Record<OrderSort, Sorting>> = {
  PLANNED_START: {
    by: sql`coalesce(planned_start, 'infinity')`,
    ascending: true,
    of: ({ plannedStart }) => plannedStart,
  },
  PLANNED_END: { by: sql`coalesce(planned_end, 'infinity')`, ascending: true, of: ({ plannedEnd }) => plannedEnd },
  NEWEST: { by: sql`created_at`, ascending: false, of: ({ createdAt }) => createdAt },
}

export interface OrderList {
  readonly criteria: OrderCriteria
  readonly sort: OrderSort
}

/** One page of the orders that meet all criteria given. */
export async function pageOfOrders(db: Queries, { criteria, sort }: OrderList, page: Page): Promise<VehicleRow[]> {
  const { by, ascending } = sortings[sort]
  const after = page.after === null ? null : momentOf(page.after, sort)
  const beyond =
    after === null
      ? sql`true`
      : ascending
        ? sql`(${by}, production_order.production_number) > (${after}::timestamptz, ${page.after?.id})`
        : sql`(${by}, production_order.production_number) < (${after}::timestamptz, ${page.after?.id})`
  const order = ascending
    ? sql`${by}, production_order.production_number`
    : sql`${by} desc, production_order.production_number desc`
  return db.rows<VehicleRow>(sql`
    select ${vehicleColumns} from production_order join vehicle using (production_number)
    where ${ordersMeeting(criteria)} and ${beyond}
    order by ${order} limit ${page.limit + 1}`)
}

/** Where an order stands in a list; the position names the list's order, so that it can't be used in another. */
export const orderPosition =
  (sort: OrderSort) =>
  (order: VehicleRow): Position => ({
    sort: `${sort} ${sortings[sort].of(order)?.toISOString() ?? 'infinity'}`,
    id: order.productionNumber,
  })

function momentOf({ sort: position }: Position, sort: OrderSort): string {
  if (position.startsWith(`${sort} `)) return position.slice(sort.length + 1)
  throw new Fault('CURSOR_INVALID', 'after is a cursor of another list: take endCursor of the page before.')
}
