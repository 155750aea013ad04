import type { ChangePage, ErpPurchase } from '../connector.ts'
import type { ODataService } from './odata-v4.ts'
import { day, decimal, oneOf, optional, text, valueOf } from './odata-values.ts'
import { readFeed } from './read-feed.ts'

export async function readPurchases(
  { session, settings, plantOf }: ODataService,
  after: string | null,
  signal: AbortSignal,
): Promise<ChangePage<ErpPurchase>> {
  const { purchases, plantCodes, pageSize } = settings
  if (purchases === undefined) throw new Error('purchases are read, though no set of them is configured')
  const { set, changes, number, part, supplier, plant, quantity, received, dueOn, status, ordered } = purchases
  const filter = oneOf(plant, Object.values(plantCodes))
  const fields = [number, part, supplier, plant, quantity, received, dueOn, status]
  const page = await readFeed(session, { set, changes, fields, filter, key: number, pageSize }, { after, signal })
  return {
    ...page,
    rows: page.rows.map(each => {
      const told = valueOf(each, status, text)
      return {
        number: valueOf(each, number, text),
        partNumber: valueOf(each, part, text),
        plantId: plantOf(valueOf(each, plant, text)),
        supplier: optional(each, supplier, text),
        quantity: valueOf(each, quantity, decimal),
        received: optional(each, received, decimal) ?? '0',
        dueOn: optional(each, dueOn, day),
        status: told,
        ordered: ordered.includes(told),
      }
    }),
  }
}
