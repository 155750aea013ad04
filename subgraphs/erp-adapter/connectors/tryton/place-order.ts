import { z } from 'zod'
import { shaped } from '../call.ts'
import { ConnectorFault } from '../connector-fault.ts'
import type { OrderToBuild } from '../connector.ts'
import { numberOf, production, productionFields } from './read-orders.ts'
import { search } from './tryton-rows.ts'
import type { TrytonSession } from './tryton-session.ts'
import { partyOf, productOf, warehouseOf } from './tryton-references.ts'
import { trytonDay } from './tryton-values.ts'

const ids = z.array(z.number())

interface Wanted extends OrderToBuild {
  /** The code of the party that cars are sold to. */
  readonly buyer: string
}

/**
 * Makes the production of an order, for a customer's order by way of a sale. Each step looks first for what it would
 * make, by our production number, so that a call whose answer was lost can be made again.
 */
export async function placeOrder(session: TrytonSession, order: Wanted, signal: AbortSignal): Promise<string> {
  const known = await productionOf(session, order, signal)
  if (known !== undefined) return known
  if (order.salesOrderId === null) await makeProduction(session, order, signal)
  else await sell(session, order, signal)
  const made = await productionOf(session, order, signal)
  if (made === undefined)
    throw new ConnectorFault('REFUSED', `Tryton makes no production for a sale of ${order.modelCode}.`)
  return made
}

/** The production of an order: it bears our number, or comes from the sale that does. */
async function productionOf(
  session: TrytonSession,
  { productionNumber }: Wanted,
  signal: AbortSignal,
): Promise<string | undefined> {
  const [found] = await search(
    session,
    {
      model: 'production',
      domain: [['reference', '=', productionNumber]],
      fields: [...productionFields, 'create_date', 'write_date'],
      shape: production,
    },
    { signal },
  )
  return found === undefined ? undefined : numberOf(found)
}

async function makeProduction(session: TrytonSession, order: Wanted, signal: AbortSignal): Promise<void> {
  const { product, unit, bom } = await productOf(session, order, signal)
  const warehouse = await warehouseOf(session, order, signal)
  const start = order.plannedStart ?? new Date()
  const made = {
    reference: order.productionNumber,
    warehouse: warehouse.id,
    location: warehouse.production_location,
    product,
    bom,
    uom: unit,
    quantity: 1,
    planned_start_date: trytonDay(start),
    planned_date: trytonDay(order.plannedEnd ?? start),
    state: 'request',
  }
  await session.call({ method: 'model.production.create', args: [[made]] }, signal)
}

/** Sells the car to the sales company; Tryton makes the production that supplies the sale. */
async function sell(session: TrytonSession, order: Wanted, signal: AbortSignal): Promise<void> {
  const sale = (await saleOf(session, order, signal)) ?? (await makeSale(session, order, signal))
  for (const step of ['quote', 'confirm', 'process'])
    if (sale.state !== 'processing')
      await session.call({ method: `model.sale.sale.${step}`, args: [[sale.id]] }, signal)
  const [made] = await search(
    session,
    {
      model: 'sale.line',
      domain: [['sale', '=', sale.id]],
      fields: ['productions'],
      shape: z.object({ id: z.number(), productions: ids }),
    },
    { signal },
  )
  if (made === undefined || made.productions.length === 0) return
  const { bom } = await productOf(session, order, signal)
  await session.call(
    { method: 'model.production.write', args: [made.productions, { reference: order.productionNumber, bom }] },
    signal,
  )
}

const sale = z.object({ id: z.number(), state: z.string(), lines: ids })

/** The sale of a customer's order; none when it is built for stock. */
export async function saleOf(
  session: TrytonSession,
  { productionNumber }: Pick<OrderToBuild, 'productionNumber'>,
  signal: AbortSignal,
) {
  const [found] = await search(
    session,
    { model: 'sale.sale', domain: [['reference', '=', productionNumber]], fields: ['state', 'lines'], shape: sale },
    { signal },
  )
  return found
}

/** How a sale's line tells the options. */
export const optionText = ({ optionCodes }: Pick<OrderToBuild, 'optionCodes'>): string => optionCodes.join(' ')

async function makeSale(session: TrytonSession, order: Wanted, signal: AbortSignal): Promise<z.output<typeof sale>> {
  const { product, unit, price } = await productOf(session, order, signal)
  const party = await partyOf(session, order.buyer, signal)
  const line = { type: 'line', product, unit, quantity: 1, unit_price: price, description: optionText(order) }
  const made = {
    reference: order.productionNumber,
    party: party.id,
    invoice_address: party.address,
    shipment_address: party.address,
    warehouse: (await warehouseOf(session, order, signal)).id,
    lines: [['create', [line]]],
  }
  const created = await session.call({ method: 'model.sale.sale.create', args: [[made]] }, signal)
  const [id] = shaped(ids, created)
  if (id === undefined) throw new ConnectorFault('MALFORMED', 'Tryton made no sale.')
  return { id, state: 'draft', lines: [] }
}
