import type { Transaction } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { findDealers } from '../dealers/dealer-store.ts'
import { dealerUnknown } from '../dealers/dealer-unknown.ts'
import { findCycles, markWon } from '../sales-cycles/sales-cycle-store.ts'
import type { OrderRow } from './order.ts'
import type { BuildWish, StockWish } from './order-input.ts'
import { announceOrder, recordOrderActivity } from './order-messages.ts'
import { salesCycleUnknown, type PlaceOrderSuccess } from './order-outcomes.ts'
import { addOrderEvent, insertOrder } from './order-writes.ts'
import { planBuild } from './plan-build.ts'
import { planReservation } from './plan-reservation.ts'

/** Places an order to build a car, or reserves one that is built; the opportunity behind it is won. */
export async function placeOrder(tx: Transaction, wish: BuildWish | StockWish, now: Date) {
  const { dealerId, customerId, salesCycleId } = wish
  if (!(await findDealers(tx, [dealerId])).has(dealerId)) return dealerUnknown(dealerId)
  if (salesCycleId !== null) {
    const cycle = (await findCycles(tx, [salesCycleId], dealerId)).get(salesCycleId)
    if (cycle?.customerId !== customerId) return salesCycleUnknown(salesCycleId)
    await markWon(tx, salesCycleId)
  }
  const plan = wish.kind === 'BUILD' ? await planBuild(tx, wish) : await planReservation(tx, wish, now)
  if ('__typename' in plan) return plan
  const order: OrderRow = {
    ...plan,
    id: newId('order'),
    customerId,
    dealerId,
    salesCycleId,
    productionNumber: null,
    placedAt: now,
    promisedAt: wish.promisedAt,
    frozenAt: null,
    expectedAt: null,
    waitsForParts: false,
  }
  await insertOrder(tx, order)
  await addOrderEvent(tx, { orderId: order.id, status: order.status, at: now, note: null })
  // An order in the queue is told to the others once it has the car.
  if (order.status !== 'QUEUED') await announceOrder(tx, order)
  await recordOrderActivity(tx, order, { at: now, summary: `Order of a ${order.modelCode}: ${order.status}` })
  return { __typename: 'PlaceOrderSuccess', orderId: order.id } satisfies PlaceOrderSuccess
}
