import { ConnectorFault } from '../connector-fault.ts'
import type { OrderMove } from '../connector.ts'
import { orderFields, orderPath, revisionOf, sapOrder, service } from './sap-orders.ts'
import type { Sap } from './sap-s4.ts'
import { sapText } from './sap-values.ts'

/** SAP's function for each step, and the flag that says that it is done. */
const steps = {
  release: { path: 'ReleaseOrder', done: 'OrderIsReleased' },
  complete: { path: 'TechlyCmpltOrder', done: 'OrderIsTechnicallyCompleted' },
  cancel: { path: 'DeletionFlagOrder', done: 'OrderIsMarkedForDeletion' },
} as const

/** Moves an order; one that is there already stays, one that was changed meanwhile is a conflict. */
export async function moveOrder({ session, settings }: Sap, order: OrderMove, signal: AbortSignal): Promise<void> {
  const { number, move, revision } = order
  const query = orderFields(settings)
  const found = await session.get(sapOrder, { service, path: orderPath(number), query }, signal)
  const { path, done } = steps[move]
  if (found[done] === 'X') return
  if (revisionOf(found) !== revision) throw new ConnectorFault('CONFLICT', `The order ${number} was changed meanwhile.`)
  const { etag } = found.__metadata
  const named = { ManufacturingOrder: sapText(number) }
  await session.post({ service, path, query: named, ...(etag === undefined ? {} : { etag }) }, signal)
}
