import type { Money } from '../money.ts'
import type { OrderRow } from './order.ts'

/** What an order asks for, once it is known that it can be had. */
export type OrderPlan = Pick<
  OrderRow,
  | 'kind'
  | 'status'
  | 'modelCode'
  | 'options'
  | 'priceAmount'
  | 'priceCurrency'
  | 'listAmount'
  | 'vin'
  | 'holdHours'
  | 'reservedUntil'
>

/** The price agreed, else the list price; the list price counts in the currency of the price alone. */
export function pricesOf(
  price: Money,
  list: Money | null,
): Pick<OrderRow, 'priceAmount' | 'priceCurrency' | 'listAmount'> {
  return {
    priceAmount: price.amount,
    priceCurrency: price.currency,
    listAmount: list?.currency === price.currency ? list.amount : null,
  }
}
