import { z } from 'zod'
import type { ErpCar } from '../connector.ts'
import { readMoves } from './read-moves.ts'
import type { ReadTopic } from './read-topic.ts'
import { search } from './tryton-rows.ts'

const done = z.object({
  id: z.number(),
  lot: z.number(),
  'lot.': z.object({ number: z.string() }),
  'product.': z.object({ code: z.string().nullable() }),
  'to_location.': z.object({ type: z.string(), code: z.string().nullable(), name: z.string() }),
})

/** The cars that were moved: a car is a lot with the VIN as its number, and where its last move brought it. */
export const readCars: ReadTopic<ErpCar> = async (session, after, signal) => {
  const { rows: moves, ...page } = await readMoves(
    session,
    [
      ['state', '=', 'done'],
      ['lot', '!=', null],
    ],
    { after, signal },
  )
  const lots = [...new Set(moves.map(each => each.lot))]
  if (lots.length === 0) return { ...page, rows: [] }
  const fields = ['lot', 'lot.number', 'product.code', 'to_location.type', 'to_location.code', 'to_location.name']
  const history = await search(
    session,
    {
      model: 'stock.move',
      domain: [
        ['state', '=', 'done'],
        ['lot', 'in', lots],
      ],
      fields,
      shape: done,
    },
    { signal },
  )
  const last = new Map(history.map(each => [each.lot, each]))
  return {
    ...page,
    rows: [...last.values()].map(each => {
      const { type, code, name } = each['to_location.']
      return {
        vin: each['lot.'].number,
        product: each['product.'].code ?? '',
        place: type === 'storage' ? (code ?? name) : null,
      }
    }),
  }
}
