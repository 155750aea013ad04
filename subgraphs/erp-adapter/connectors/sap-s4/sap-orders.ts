import { z } from 'zod'
import type { ErpOrder } from '../connector.ts'
import type { SapSettings } from './sap-settings.ts'
import { sapState } from './sap-state.ts'
import { sapDay, sapText, sapTime } from './sap-values.ts'
import { momentAt } from './sap-clock.ts'

export const service = 'API_PRODUCTION_ORDER_2_SRV'
export const orderSet = 'A_ProductionOrder_2'

const flag = z.enum(['X', ''])

/** A production order with its statuses; the field that keeps our number is named by the settings. */
export const sapOrder = z.looseObject({
  __metadata: z.object({ etag: z.string().optional() }),
  ManufacturingOrder: z.string().min(1),
  Material: z.string(),
  LastChangeDateTime: z.string().regex(/^\d{14}$/, 'is no moment of fourteen digits'),
  OrderIsReleased: flag,
  OrderIsTechnicallyCompleted: flag,
  OrderIsMarkedForDeletion: flag,
  MfgOrderPlannedStartDate: sapDay.nullable(),
  MfgOrderPlannedStartTime: sapTime.nullable(),
  MfgOrderPlannedEndDate: sapDay.nullable(),
  MfgOrderPlannedEndTime: sapTime.nullable(),
  to_ProductionOrderStatus: z.object({ results: z.array(z.object({ StatusShortName: z.string() })) }),
})

export type SapOrder = z.output<typeof sapOrder>

/** What an order is read with: its fields and its statuses. */
export const orderFields = ({ numberField }: SapSettings): Readonly<Record<string, string>> => ({
  $select: [...Object.keys(sapOrder.shape).filter(field => field !== '__metadata'), numberField].join(','),
  $expand: 'to_ProductionOrderStatus',
})

/** The key of an order in a path. */
export const orderPath = (number: string): string => `${orderSet}(${encodeURIComponent(sapText(number))})`

export function orderOf(order: SapOrder, { numberField, timeZone }: SapSettings): ErpOrder {
  const kept = order[numberField]
  return {
    number: order.ManufacturingOrder,
    productionNumber: typeof kept === 'string' && kept !== '' ? kept : null,
    product: order.Material,
    statuses: statusesOf(order),
    state: sapState(statusesOf(order)),
    plannedStart: planned(order.MfgOrderPlannedStartDate, { time: order.MfgOrderPlannedStartTime, timeZone }),
    plannedEnd: planned(order.MfgOrderPlannedEndDate, { time: order.MfgOrderPlannedEndTime, timeZone }),
    // The service tells when an order was released, and not when work on it began or ended.
    actualStart: null,
    actualEnd: null,
    revision: revisionOf(order),
  }
}

const statusesOf = ({ to_ProductionOrderStatus }: SapOrder): string[] =>
  to_ProductionOrderStatus.results.map(({ StatusShortName }) => StatusShortName)

/** SAP tells changes by the second: statuses tell more of them from each other. */
export const revisionOf = (order: SapOrder): string =>
  [order.LastChangeDateTime, ...statusesOf(order).toSorted()].join(' ')

interface Planned {
  readonly time: number | null
  readonly timeZone: string
}

const planned = (day: Date | null, { time, timeZone }: Planned): Date | null =>
  day === null ? null : momentAt(day, { seconds: time ?? 0, timeZone })
