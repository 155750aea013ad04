import type { ChangePage, ErpStock } from '../connector.ts'
import type { ODataService } from './odata-v4.ts'
import { decimal, oneOf, optional, text, valueOf } from './odata-values.ts'
import { readFeed } from './read-feed.ts'

export async function readStock(
  { session, settings, plantOf }: ODataService,
  after: string | null,
  signal: AbortSignal,
): Promise<ChangePage<ErpStock>> {
  const { stock, plantCodes, pageSize } = settings
  if (stock === undefined) throw new Error('stock is read, though no set of it is configured')
  const { set, changes, part, plant, place, onHand } = stock
  const filter = oneOf(plant, Object.values(plantCodes))
  const feed = { set, changes, fields: [part, plant, place, onHand], filter, key: part, pageSize }
  const page = await readFeed(session, feed, { after, signal })
  return {
    ...page,
    rows: page.rows.map(each => {
      const code = valueOf(each, plant, text)
      const within = optional(each, place, text)
      return {
        partNumber: valueOf(each, part, text),
        plantId: plantOf(code),
        place: within === null ? code : `${code}/${within}`,
        onHand: valueOf(each, onHand, decimal),
      }
    }),
  }
}
