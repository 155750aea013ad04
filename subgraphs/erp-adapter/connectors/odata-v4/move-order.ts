import { ConnectorFault } from '../connector-fault.ts'
import type { ErpOrder, OrderMove } from '../connector.ts'
import { findOrder } from './find-order.ts'
import type { ODataChange } from './odata-session.ts'
import type { ODataService } from './odata-v4.ts'
import { odataText } from './odata-values.ts'
import { options, plannedDates } from './place-order.ts'

/** Cancels an order, or gives it other dates or options; one that was changed meanwhile is a conflict. */
export async function moveOrder(service: ODataService, move: OrderMove, signal: AbortSignal): Promise<void> {
  const { session, settings } = service
  const { number, revision } = move
  const found = await findOrder(service, { field: settings.orders.number, value: number }, signal)
  if (found === undefined) throw new ConnectorFault('REFUSED', `It has no order ${number}.`)
  if (isDone(found, move, settings)) return
  if (found.revision !== revision) throw new ConnectorFault('CONFLICT', `The order ${number} was changed meanwhile.`)
  await session.change({ ...changeOf(settings, move), etag: found.revision }, signal)
}

const isDone = (found: ErpOrder, { kind }: OrderMove, { orders }: ODataService['settings']): boolean =>
  kind === 'cancel' ? found.state === 'CANCELLED' : kind === 'configure' && orders.options === undefined

function changeOf(settings: ODataService['settings'], move: OrderMove): ODataChange {
  const { set, status, cancel } = settings.orders
  const path = `${set}(${encodeURIComponent(odataText(move.number))})`
  if (move.kind === 'reschedule') return { method: 'PATCH', path, body: plannedDates(settings, move) }
  if (move.kind === 'configure') return { method: 'PATCH', path, body: options(settings, move) }
  return cancel.by === 'action'
    ? { method: 'POST', path: `${path}/${cancel.action}`, body: {} }
    : { method: 'PATCH', path, body: { [status]: cancel.status } }
}
