import type { Database } from '#platform/database.ts'
import { recordPlanning } from '../../production/record-planning.ts'
import { scheduleOf } from '../../production/schedule.ts'
import { scheduleOrder } from '../../production/schedule-order.ts'
import { planningSteps } from '../../vehicles/car-event.ts'
import { isPlanned } from '../../vehicles/vehicle-status.ts'
import { ConnectorFault } from '../connector-fault.ts'
import type { OrderMove } from '../connector.ts'
import { lockOwnOrder, type OwnOrder } from './own-orders.ts'

/** Cancels an order or gives it other dates; what was done in the graph, as all changes of options are, is done. */
export async function moveOwnOrder(db: Database, move: OrderMove, now: Date): Promise<void> {
  await db.transaction(async tx => {
    const found = await lockOwnOrder(tx, move.number)
    if (found === undefined) throw new ConnectorFault('REFUSED', `There is no order ${move.number}.`)
    if (move.kind === 'configure' || isDone(found, move)) return
    if (found.revision !== move.revision)
      throw new ConnectorFault('CONFLICT', `The order ${move.number} was changed meanwhile.`)
    const { productionNumber, status } = found
    if (!isPlanned(status))
      throw new ConnectorFault('REFUSED', `The order ${move.number} is ${status} and stays as it is.`)
    if (move.kind === 'cancel') {
      const id = `${productionNumber}:cancelling`
      return recordPlanning(tx, [{ id, productionNumber, bizStep: planningSteps.cancelling, at: now }])
    }
    const { plannedStart, plannedEnd } = move
    if (plannedStart === null || plannedEnd === null) return
    const outcome = await scheduleOrder(tx, scheduleOf({ productionNumber, plannedStart, plannedEnd }), now)
    if (outcome.__typename !== 'ScheduleProductionSuccess') throw new ConnectorFault('REFUSED', outcome.message)
  })
}

const isDone = (found: OwnOrder, move: Exclude<OrderMove, { kind: 'configure' }>): boolean =>
  move.kind === 'cancel'
    ? found.state === 'CANCELLED'
    : found.plannedStart?.getTime() === move.plannedStart?.getTime() &&
      found.plannedEnd?.getTime() === move.plannedEnd?.getTime()
