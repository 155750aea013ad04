import type { Transaction } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import type { OrderRow } from '../orders/order.ts'
import { recordSale } from './record-sale.ts'
import { findNewSale } from './retail-sale-store.ts'

/** A car that the factory's events say is delivered was sold as ordered, unless its sale is registered already. */
export async function saleFromOrder(
  tx: Transaction,
  order: OrderRow,
  { productionNumber, vin, at }: { readonly productionNumber: string; readonly vin: string; readonly at: Date },
): Promise<void> {
  if ((await findNewSale(tx, vin)) !== undefined) return
  // News of the car in between can have been skipped.
  const built = order.kind === 'BUILD' ? { ...order, productionNumber, frozenAt: order.frozenAt ?? at } : order
  await recordSale(
    tx,
    {
      id: newId('sale'),
      kind: 'NEW',
      vin,
      modelCode: order.modelCode,
      dealerId: order.dealerId,
      buyerId: order.customerId,
      sellerId: null,
      orderId: order.id,
      soldAt: at,
      priceAmount: order.priceAmount,
      priceCurrency: order.priceCurrency,
      listAmount: order.listAmount,
      handoverSatisfaction: null,
      tradeInVin: null,
      tradeInAmount: null,
      tradeInCurrency: null,
    },
    built,
  )
}
