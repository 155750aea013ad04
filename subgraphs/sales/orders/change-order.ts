import type { Transaction } from '#platform/database.ts'
import { orderChanged } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import type { DealerScope } from '../dealers/row-access.ts'
import { fromCents, toCents, type Money } from '../money.ts'
import { listPrice, violationsOf, type ModelOffer } from '../offers/model-offer.ts'
import { findOffer } from '../offers/model-offer-store.ts'
import { isClosed, type OrderRow } from './order.ts'
import { recordOrderActivity } from './order-messages.ts'
import {
  configurationInvalid,
  orderClosed,
  orderUnknown,
  type ChangeOrderSuccess,
  type OrderFrozen,
} from './order-outcomes.ts'
import { pricesOf } from './order-plan.ts'
import { addOrderEvent, lockOrder, saveOrder } from './order-writes.ts'

/** A new configuration for an order. */
export interface OrderChange {
  readonly orderId: string
  readonly options: readonly string[]
  readonly price: Money | null
  readonly scope: DealerScope
  readonly now: Date
}

/** Changes the options of an order, until its configuration is frozen. */
export async function changeOrder(tx: Transaction, { orderId, options, price, scope, now }: OrderChange) {
  const order = await lockOrder(tx, orderId, scope)
  if (order === undefined) return orderUnknown(orderId)
  if (isClosed(order)) return orderClosed(order)
  const frozen = freezeOf(order, now)
  if (frozen !== null) return frozen
  const offer = await findOffer(tx, order.modelCode)
  if (offer === undefined) throw new Error(`order ${orderId} is of a model that the price list has lost`)
  const violations = violationsOf(offer, options)
  if (violations.length > 0) return configurationInvalid(violations)
  await saveOrder(tx, {
    ...order,
    options,
    ...pricesOf(price ?? movedPrice(order, offer, options), listPrice(offer, options)),
  })
  await addOrderEvent(tx, { orderId, status: order.status, at: now, note: `Options: ${options.join(', ') || 'none'}` })
  const payload = { orderId, modelCode: order.modelCode, options: [...options], changedAt: now.toISOString() }
  await publish(tx, orderChanged, [{ key: orderId, payload }])
  await recordOrderActivity(tx, order, { at: now, summary: 'The configuration of the order was changed' })
  return { __typename: 'ChangeOrderSuccess', orderId } satisfies ChangeOrderSuccess
}

function freezeOf({ id, kind, status, frozenAt, placedAt }: OrderRow, now: Date): OrderFrozen | null {
  if (kind === 'STOCK')
    return {
      __typename: 'OrderFrozen',
      message: 'A stock car is built: its options cannot be changed.',
      orderId: id,
      frozenAt: placedAt,
    }
  if (frozenAt === null || frozenAt > now) return null
  return {
    __typename: 'OrderFrozen',
    message: `The plant has frozen the configuration at ${frozenAt.toISOString()}. The order is ${status}.`,
    orderId: id,
    frozenAt,
  }
}

/** The price agreed, moved by the difference of the list prices when they are in its currency. */
function movedPrice(order: OrderRow, offer: ModelOffer, options: readonly string[]): Money {
  const list = listPrice(offer, options)
  if (order.listAmount === null || list.currency !== order.priceCurrency)
    return { amount: order.priceAmount, currency: order.priceCurrency }
  const cents = toCents(order.priceAmount) + toCents(list.amount) - toCents(order.listAmount)
  return { amount: fromCents(Math.max(cents, 0)), currency: order.priceCurrency }
}
