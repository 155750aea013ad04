import { z } from 'zod'
import { ConnectorFault } from '../connector-fault.ts'
import type { ChangePage, ErpOrder } from '../connector.ts'
import { markAfter, sweepAt, wholeOf } from '../sweep.ts'
import { orderFields, orderOf, orderSet, sapOrder, service } from './sap-orders.ts'
import type { Sap } from './sap-s4.ts'
import { sapText, sapTimestamp } from './sap-values.ts'

/** Orders of a page; SAP may give fewer. */
const pageSize = 200

const page = z.object({ results: z.array(sapOrder), __next: z.string().optional() })

/**
 * Reads the orders that changed, in the order of their numbers. A page goes on by the last number: SAP's own address of
 * the next page ends with its session, and is only taken to say that there is one.
 */
export async function readOrders(
  { session, settings }: Sap,
  after: string | null,
  signal: AbortSignal,
): Promise<ChangePage<ErpOrder>> {
  const sweep = sweepAt(after, new Date())
  const plants = Object.values(settings.plantCodes).map(code => `ProductionPlant eq ${sapText(code)}`)
  const filters = [
    `(${plants.join(' or ')})`,
    ...(sweep.since === null ? [] : [`LastChangeDateTime ge ${sapText(sapTimestamp(new Date(sweep.since)))}`]),
    ...(sweep.after === null ? [] : [`ManufacturingOrder gt ${sapText(sweep.after)}`]),
  ]
  const query = {
    ...orderFields(settings),
    $filter: filters.join(' and '),
    $orderby: 'ManufacturingOrder',
    $top: String(pageSize),
  }
  const { results, __next } = await session.get(page, { service, path: orderSet, query }, signal)
  const more = __next !== undefined || results.length === pageSize
  const last = results.at(-1)?.ManufacturingOrder ?? null
  if (more && (last === null || last === sweep.after))
    throw new ConnectorFault('MALFORMED', 'SAP says that there are more orders, and goes no further.')
  const mark = markAfter(sweep, more ? last : null)
  return { rows: results.map(each => orderOf(each, settings)), mark, more, ...wholeOf(sweep) }
}
