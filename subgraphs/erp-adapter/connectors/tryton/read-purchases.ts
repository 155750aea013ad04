import { z } from 'zod'
import type { ErpPurchase } from '../connector.ts'
import type { ReadTopic } from './read-topic.ts'
import { changedRows, row } from './tryton-rows.ts'
import { day, quantity } from './tryton-values.ts'

const request = row.extend({
  state: z.string(),
  quantity,
  supply_date: day.nullable(),
  'product.': z.object({ code: z.string().nullable() }).nullable(),
  'party.': z.object({ code: z.string().nullable() }).nullable(),
})

/** What Tryton means to buy, or has asked for: its purchase requests. */
export const readPurchases: ReadTopic<ErpPurchase> = async (session, after, signal) => {
  const fields = ['state', 'quantity', 'supply_date', 'product.code', 'party.code']
  const page = await changedRows(session, { model: 'purchase.request', fields, shape: request }, { after, signal })
  return {
    ...page,
    rows: page.rows.flatMap(each => {
      const partNumber = each['product.']?.code
      if (partNumber == null) return []
      return {
        number: String(each.id),
        partNumber,
        supplier: each['party.']?.code ?? null,
        quantity: each.quantity,
        dueOn: each.supply_date,
        status: each.state,
      }
    }),
  }
}
