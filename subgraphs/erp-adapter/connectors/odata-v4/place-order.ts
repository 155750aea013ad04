import { ConnectorFault } from '../connector-fault.ts'
import type { OrderToBuild } from '../connector.ts'
import { findOrder } from './find-order.ts'
import type { ODataService } from './odata-v4.ts'
import { written } from './odata-values.ts'

/** Makes an order, unless there is one with our number: so a call whose answer was lost can be made again. */
export async function placeOrder(service: ODataService, order: OrderToBuild, signal: AbortSignal): Promise<string> {
  const { session, settings } = service
  const named = { field: settings.orders.productionNumber, value: order.productionNumber }
  const known = await findOrder(service, named, signal)
  if (known !== undefined) return known.number
  await session.change({ method: 'POST', path: settings.orders.set, body: wanted(service, order) }, signal)
  // Whatever the service answers to it, its number is what it finds.
  const made = await findOrder(service, named, signal)
  if (made === undefined) throw new ConnectorFault('MALFORMED', 'It took an order and does not find it.')
  return made.number
}

function wanted({ settings }: ODataService, order: OrderToBuild): object {
  const { orders, plantCodes } = settings
  const plant = plantCodes[order.plantId]
  if (plant === undefined) throw new ConnectorFault('REFUSED', `No plant is configured for ${order.plantId}.`)
  return {
    ...orders.fixed,
    [orders.productionNumber]: order.productionNumber,
    [orders.material]: order.modelCode,
    [orders.plant]: plant,
    ...(orders.quantity === undefined ? {} : { [orders.quantity]: 1 }),
    ...options(settings, order),
    ...plannedDates(settings, order),
  }
}

/** The options of an order, by the property that keeps them; nothing where none does. */
export const options = (
  { orders }: ODataService['settings'],
  { optionCodes }: Pick<OrderToBuild, 'optionCodes'>,
): Record<string, string> => (orders.options === undefined ? {} : { [orders.options]: optionCodes.join(' ') })

/** The planned dates of an order that are set, by the properties that keep them. */
export function plannedDates(
  { orders, timeZone }: ODataService['settings'],
  { plannedStart, plannedEnd }: Pick<OrderToBuild, 'plannedStart' | 'plannedEnd'>,
): Record<string, string> {
  const { dates } = orders
  return {
    ...(orders.plannedStart === undefined || plannedStart === null
      ? {}
      : { [orders.plannedStart]: written(plannedStart, { dates, timeZone }) }),
    ...(orders.plannedEnd === undefined || plannedEnd === null
      ? {}
      : { [orders.plannedEnd]: written(plannedEnd, { dates, timeZone }) }),
  }
}
