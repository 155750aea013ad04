import { z } from 'zod'
import { readAs } from '../call.ts'
import { ConnectorFault } from '../connector-fault.ts'
import type { OrderToBuild } from '../connector.ts'
import { plannedDates } from './planned-dates.ts'
import { orderSet, service } from './sap-orders.ts'
import type { Sap } from './sap-s4.ts'
import { sapText } from './sap-values.ts'

const numbered = z.object({ ManufacturingOrder: z.string().min(1) })

/** Makes a production order, unless there is one with our number: so a call whose answer was lost can be made again. */
export async function placeOrder(sap: Sap, order: OrderToBuild, signal: AbortSignal): Promise<string> {
  const known = await numberOf(sap, order, signal)
  if (known !== undefined) return known
  const text = await sap.session.change({ method: 'POST', service, path: orderSet, body: wanted(sap, order) }, signal)
  return readAs(z.object({ d: numbered }), text).d.ManufacturingOrder
}

async function numberOf({ session, settings }: Sap, { productionNumber }: OrderToBuild, signal: AbortSignal) {
  const query = {
    $select: 'ManufacturingOrder',
    $filter: `${settings.numberField} eq ${sapText(productionNumber)}`,
    $orderby: 'ManufacturingOrder',
    $top: '1',
  }
  const shape = z.object({ results: z.array(numbered) })
  const { results } = await session.get(shape, { service, path: orderSet, query }, signal)
  return results[0]?.ManufacturingOrder
}

function wanted({ settings }: Sap, order: OrderToBuild): object {
  const plant = settings.plantCodes[order.plantId]
  if (plant === undefined) throw new ConnectorFault('REFUSED', `No plant of SAP is configured for ${order.plantId}.`)
  return {
    Material: order.modelCode,
    ProductionPlant: plant,
    ManufacturingOrderType: settings.orderType,
    TotalQuantity: '1',
    [settings.numberField]: order.productionNumber,
    ...(order.optionCodes.length === 0 ? {} : { OrderLongText: order.optionCodes.join(' ') }),
    ...plannedDates(settings, order),
  }
}
