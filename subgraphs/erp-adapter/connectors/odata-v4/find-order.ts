import { z } from 'zod'
import type { ErpOrder } from '../connector.ts'
import type { ODataService } from './odata-v4.ts'
import { odataText, row } from './odata-values.ts'
import { orderFields, orderOf } from './read-orders.ts'

const page = z.object({ value: z.array(row) })

/** The first order whose property has a value. */
export async function findOrder(
  { session, settings }: ODataService,
  { field, value }: { readonly field: string; readonly value: string },
  signal: AbortSignal,
): Promise<ErpOrder | undefined> {
  const { set, number } = settings.orders
  const query = {
    $select: [...new Set(orderFields(settings).filter(each => each !== undefined))].join(','),
    $filter: `${field} eq ${odataText(value)}`,
    $orderby: number,
    $top: '1',
  }
  const [found] = (await session.read(page, { path: set, query }, signal)).value
  return found === undefined ? undefined : orderOf(found, settings)
}
