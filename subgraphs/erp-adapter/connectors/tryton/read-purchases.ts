import { z } from 'zod'
import type { ErpPurchase } from '../connector.ts'
import type { ReadTopic } from './read-topic.ts'
import { receivedOf } from './received-goods.ts'
import { changedRows, row } from './tryton-rows.ts'
import { day, quantity } from './tryton-values.ts'

const coded = z.object({ code: z.string().nullable() }).nullable()

const request = row.extend({
  state: z.string(),
  quantity,
  supply_date: day.nullable(),
  purchase_line: z.number().nullable(),
  'product.': coded,
  'party.': coded,
  'warehouse.': coded,
  'purchase.': z.object({ state: z.string() }).nullable(),
})

const fields = [
  'state',
  'quantity',
  'supply_date',
  'purchase_line',
  'product.code',
  'party.code',
  'warehouse.code',
  'purchase.state',
]

/** The states of a purchase that the supplier knows of and that is not all there. */
const ordered = new Set(['confirmed', 'processing'])

/**
 * What Tryton means to buy, or has asked for: its purchase requests that are not done. Tryton makes those that are only
 * meant anew again and again, and a delivery changes none of them, so each time all are read.
 */
export const readPurchases: ReadTopic<ErpPurchase> = async (session, after, signal) => {
  const page = await changedRows(
    session,
    { model: 'purchase.request', domain: [['state', 'not in', ['done', 'cancelled']]], fields, shape: request },
    { after, each: 'record', signal },
  )
  const received = await receivedOf(session, page.rows, signal)
  return {
    ...page,
    rows: page.rows.flatMap(each => {
      const partNumber = each['product.']?.code
      if (partNumber == null) return []
      return {
        number: String(each.id),
        partNumber,
        plantId: each['warehouse.']?.code ?? null,
        supplier: each['party.']?.code ?? null,
        quantity: each.quantity,
        received: String(received.get(each.id) ?? 0),
        dueOn: each.supply_date,
        status: each.state,
        ordered: each.state === 'purchased' && ordered.has(each['purchase.']?.state ?? ''),
      }
    }),
  }
}
