import type { Transaction } from '#platform/database.ts'
import { retailSaleRegistered } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import { recordActivity } from '../activity.ts'
import type { OrderRow } from '../orders/order.ts'
import { addOrderEvent, saveOrder } from '../orders/order-writes.ts'
import { disappointQueue } from '../orders/release-car.ts'
import { announceParticipants } from '../ownership/ownership-messages.ts'
import { endParticipants, insertParticipant } from '../ownership/participant-writes.ts'
import type { RetailSaleRow } from './retail-sale.ts'
import { insertSale } from './retail-sale-writes.ts'

/** Records a sale that nothing speaks against: the buyer owns the car from then on, the order behind it is delivered. */
export async function recordSale(tx: Transaction, sale: RetailSaleRow, order: OrderRow | undefined): Promise<void> {
  const { vin, soldAt, tradeInVin } = sale
  await insertSale(tx, sale)
  await changeOwner(tx, sale)
  if (tradeInVin !== null) await announceParticipants(tx, await endParticipants(tx.asSystem, tradeInVin, soldAt))
  if (order !== undefined) {
    await saveOrder(tx, { ...order, status: 'DELIVERED', vin, reservedUntil: null })
    await addOrderEvent(tx, { orderId: order.id, status: 'DELIVERED', at: soldAt, note: null })
  }
  await disappointQueue(tx, vin, soldAt)
  await announceSale(tx, sale)
}

async function changeOwner(tx: Transaction, { id, vin, buyerId, dealerId, soldAt }: RetailSaleRow): Promise<void> {
  // They may be another dealer's customers.
  const ended = await endParticipants(tx.asSystem, vin, soldAt)
  const owner = {
    id: newId('participant'),
    vin,
    customerId: buyerId,
    role: 'OWNER',
    from: soldAt,
    until: null,
    dealerId,
    saleId: id,
  } as const
  await insertParticipant(tx, owner)
  await announceParticipants(tx, [...ended, owner])
}

async function announceSale(tx: Transaction, sale: RetailSaleRow): Promise<void> {
  const { id, kind, vin, modelCode, buyerId, dealerId, soldAt, orderId } = sale
  const price = { amount: sale.priceAmount, currency: sale.priceCurrency }
  const at = soldAt.toISOString()
  await publish(tx, retailSaleRegistered, [
    {
      key: vin,
      payload: { saleId: id, kind, vin, modelCode, customerId: buyerId, dealerId, soldAt: at, price, orderId },
    },
  ])
  await recordActivity(tx, {
    customerId: buyerId,
    kind: 'SALE',
    at: soldAt,
    summary: `Bought a ${kind.toLowerCase()} ${modelCode ?? 'car'}`,
    subject: { type: 'RetailSale', id },
  })
}
