import { z } from 'zod'
import type { ChangePage, ErpOrder } from '../connector.ts'
import type { ODataService } from './odata-v4.ts'
import { momentIn, oneOf, optional, text, valueOf, type Row } from './odata-values.ts'
import { readFeed } from './read-feed.ts'

const statuses = z.union([z.array(z.string()), z.string().transform(each => [each])])

/** The properties of an order that are read. */
export const orderFields = ({ orders }: ODataService['settings']): readonly (string | undefined)[] => {
  const { number, productionNumber, material, status, plannedStart, plannedEnd, actualStart, actualEnd } = orders
  return [number, productionNumber, material, status, plannedStart, plannedEnd, actualStart, actualEnd]
}

export async function readOrders(
  { session, settings }: ODataService,
  after: string | null,
  signal: AbortSignal,
): Promise<ChangePage<ErpOrder>> {
  const { set, changes, number, plant } = settings.orders
  const filter = oneOf(plant, Object.values(settings.plantCodes))
  const { pageSize } = settings
  const feed = { set, changes, fields: orderFields(settings), filter, key: number, pageSize }
  const page = await readFeed(session, feed, { after, signal })
  return { ...page, rows: page.rows.map(each => orderOf(each, settings)) }
}

export function orderOf(each: Row, { orders, timeZone }: ODataService['settings']): ErpOrder {
  const moment = momentIn(timeZone)
  const told = valueOf(each, orders.status, statuses)
  return {
    number: valueOf(each, orders.number, text),
    productionNumber: optional(each, orders.productionNumber, text) || null,
    product: optional(each, orders.material, text) ?? '',
    statuses: told,
    state: told.map(status => orders.states[status]).find(state => state !== undefined) ?? null,
    plannedStart: optional(each, orders.plannedStart, moment),
    plannedEnd: optional(each, orders.plannedEnd, moment),
    actualStart: optional(each, orders.actualStart, moment),
    actualEnd: optional(each, orders.actualEnd, moment),
    revision: etagOf(each),
  }
}

/** The state of a row, which changes are meant for: a service that allows changes tells it. */
export const etagOf = (each: Row): string => valueOf(each, '@odata.etag', z.string())
