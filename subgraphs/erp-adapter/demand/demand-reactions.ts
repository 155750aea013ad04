import { leadChanged, orderCancelled, orderPlaced } from '#platform/event-catalogue.ts'
import { reaction } from '#platform/events.ts'
import { addOrder, cancelOrder, forgetWish, saveWish } from './demand-writes.ts'

/** An order counts once, however often it is told. */
export const onCarOrdered = reaction(orderPlaced, (tx, { payload }) => {
  const { orderId, modelCode, kind, placedAt } = payload
  return addOrder(tx, { orderId, modelCode, fromStock: kind === 'STOCK', placedAt: new Date(placedAt) })
})

/** A cancelled order counts no more, in the month in which it was placed. */
export const onCarCancelled = reaction(orderCancelled, (tx, { payload }) =>
  cancelOrder(tx, payload.orderId, new Date(payload.cancelledAt)),
)

/** A lead is a wish while it is open; then it is an order or nothing. */
export const onLeadChanged = reaction(leadChanged, (tx, { payload }) => {
  const { leadId, modelCode, open, score, capturedAt } = payload
  if (!open || modelCode === null) return forgetWish(tx, leadId)
  return saveWish(tx, { leadId, modelCode, chance: score, wishedAt: new Date(capturedAt) })
})
