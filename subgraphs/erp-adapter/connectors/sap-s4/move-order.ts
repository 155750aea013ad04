import { ConnectorFault } from '../connector-fault.ts'
import type { OrderMove } from '../connector.ts'
import { plannedDates } from './planned-dates.ts'
import { orderFields, orderPath, revisionOf, sapOrder, service } from './sap-orders.ts'
import type { SapChange } from './sap-session.ts'
import type { Sap } from './sap-s4.ts'
import { sapText } from './sap-values.ts'

/** Marks an order for deletion, or gives it other dates or options; one that was changed meanwhile is a conflict. */
export async function moveOrder({ session, settings }: Sap, move: OrderMove, signal: AbortSignal): Promise<void> {
  const { number, revision } = move
  const query = orderFields(settings)
  const found = await session.get(sapOrder, { service, path: orderPath(number), query }, signal)
  if (move.kind === 'cancel' && found.OrderIsMarkedForDeletion === 'X') return
  if (revisionOf(found) !== revision) throw new ConnectorFault('CONFLICT', `The order ${number} was changed meanwhile.`)
  const { etag } = found.__metadata
  await session.change({ ...changeOf(settings, move), ...(etag === undefined ? {} : { etag }) }, signal)
}

function changeOf(settings: Sap['settings'], move: OrderMove): SapChange {
  const { number } = move
  switch (move.kind) {
    case 'cancel':
      return { method: 'POST', service, path: 'DeletionFlagOrder', query: { ManufacturingOrder: sapText(number) } }
    case 'reschedule':
      return { method: 'PATCH', service, path: orderPath(number), body: plannedDates(settings, move) }
    case 'configure':
      return { method: 'PATCH', service, path: orderPath(number), body: { OrderLongText: move.optionCodes.join(' ') } }
  }
}
