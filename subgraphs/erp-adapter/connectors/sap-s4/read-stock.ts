import { z } from 'zod'
import type { ChangePage, ErpStock } from '../connector.ts'
import { markAfter, wholeOf, wholeSweepAt } from '../sweep.ts'
import type { Sap } from './sap-s4.ts'
import { sapDecimal, sapText, sumOf } from './sap-values.ts'

const pageSize = 1000

const stock = z.object({
  Material: z.string().min(1),
  Plant: z.string(),
  StorageLocation: z.string(),
  MatlWrhsStkQtyInMatlBaseUnit: sapDecimal,
})
const page = z.object({ results: z.array(stock), __next: z.string().optional() })
type Stock = z.output<typeof stock>

/**
 * Reads what the plants have of each material, by storage location: the sum over batches and kinds of stock, without
 * what is kept for a customer or lies at a supplier. SAP doesn't tell when a stock changed, so each sweep reads all.
 */
export async function readStock(sap: Sap, after: string | null, signal: AbortSignal): Promise<ChangePage<ErpStock>> {
  const sweep = wholeSweepAt(after, new Date())
  const whole = wholeOf(sweep)
  const found: Stock[] = []
  for (;;) {
    const { results, __next } = await read(sap, { beyond: sweep.after, skip: found.length }, signal)
    found.push(...results)
    const more = results.length > 0 && (__next !== undefined || results.length === pageSize)
    const last = found.at(-1)?.Material ?? null
    if (!more) return { rows: summed(found, sap), mark: markAfter(sweep, null), more, ...whole }
    // The last material may go on: it is read with the next page, unless the page has no other.
    const ended = found.filter(({ Material }) => Material !== last)
    const mark = ended.at(-1)?.Material
    if (mark !== undefined) return { rows: summed(ended, sap), mark: markAfter(sweep, mark), more, ...whole }
  }
}

interface Place {
  readonly beyond: string | null
  readonly skip: number
}

async function read({ session, settings }: Sap, { beyond, skip }: Place, signal: AbortSignal) {
  const plants = Object.values(settings.plantCodes).map(code => `Plant eq ${sapText(code)}`)
  const filters = [
    `(${plants.join(' or ')})`,
    "InventorySpecialStockType eq ''",
    ...(beyond === null ? [] : [`Material gt ${sapText(beyond)}`]),
  ]
  const query = {
    $select: Object.keys(stock.shape).join(','),
    $filter: filters.join(' and '),
    $orderby: 'Material',
    $top: String(pageSize),
    ...(skip === 0 ? {} : { $skip: String(skip) }),
  }
  return session.get(page, { service: 'API_MATERIAL_STOCK_SRV', path: 'A_MatlStkInAcctMod', query }, signal)
}

function summed(stocks: readonly Stock[], { settings }: Sap): ErpStock[] {
  const plants = new Map(Object.entries(settings.plantCodes).map(([id, code]) => [code, id]))
  const placed = Map.groupBy(stocks, ({ Material, Plant, StorageLocation }) =>
    JSON.stringify([Material, Plant, StorageLocation]),
  )
  return [...placed].map(([key, rows]) => {
    const [partNumber, plant, location] = z.tuple([z.string(), z.string(), z.string()]).parse(JSON.parse(key))
    const place = location === '' ? plant : `${plant}/${location}`
    const onHand = sumOf(rows.map(row => row.MatlWrhsStkQtyInMatlBaseUnit))
    return { partNumber, plantId: plants.get(plant) ?? null, place, onHand }
  })
}
