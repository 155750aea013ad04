import type { ChangePage, ErpCar } from '../connector.ts'
import type { ODataService } from './odata-v4.ts'
import { optional, text, valueOf } from './odata-values.ts'
import { readFeed } from './read-feed.ts'

export async function readCars(
  { session, settings }: ODataService,
  after: string | null,
  signal: AbortSignal,
): Promise<ChangePage<ErpCar>> {
  const { cars, pageSize } = settings
  if (cars === undefined) throw new Error('cars are read, though no set of them is configured')
  const { set, changes, vin, product, place } = cars
  const feed = { set, changes, fields: [vin, product, place], filter: null, key: vin, pageSize }
  const page = await readFeed(session, feed, { after, signal })
  return {
    ...page,
    rows: page.rows.map(each => ({
      vin: valueOf(each, vin, text),
      product: optional(each, product, text) ?? '',
      place: optional(each, place, text),
    })),
  }
}
