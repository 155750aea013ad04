import { z } from 'zod'
import type { ErpStock } from '../connector.ts'
import { readMoves } from './read-moves.ts'
import type { ReadTopic } from './read-topic.ts'
import { search } from './tryton-rows.ts'
import { quantity, trytonDay } from './tryton-values.ts'

const warehouse = z.object({ id: z.number(), code: z.string().nullable(), storage_location: z.number() })
const product = z.object({ id: z.number(), code: z.string().nullable(), quantity })

/** What warehouses have of the products that were moved, by the warehouse's code. */
export const readStock: ReadTopic<ErpStock> = async (session, after, signal) => {
  const { rows: moves, ...page } = await readMoves(session, [['state', '=', 'done']], { after, signal })
  const moved = [...new Set(moves.map(each => each.product))]
  if (moved.length === 0) return { ...page, rows: [] }
  const warehouses = await search(
    session,
    {
      model: 'stock.location',
      domain: [['type', '=', 'warehouse']],
      fields: ['code', 'storage_location'],
      shape: warehouse,
    },
    { signal },
  )
  const stocks = await Promise.all(
    warehouses.map(async ({ code, id, storage_location }) => {
      const products = await search(
        session,
        { model: 'product.product', domain: [['id', 'in', moved]], fields: ['code', 'quantity'], shape: product },
        {
          context: { locations: [storage_location], with_childs: true, stock_date_end: trytonDay(new Date()) },
          signal,
        },
      )
      return products.flatMap(each =>
        each.code === null
          ? []
          : { partNumber: each.code, plantId: code, place: code ?? `#${id}`, onHand: each.quantity },
      )
    }),
  )
  return { ...page, rows: stocks.flat() }
}
