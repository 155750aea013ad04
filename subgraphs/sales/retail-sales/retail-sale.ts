/** A sale as stored. */
export interface RetailSaleRow {
  readonly id: string
  readonly kind: 'NEW' | 'USED'
  readonly vin: string
  readonly modelCode: string | null
  readonly dealerId: string
  readonly buyerId: string
  readonly sellerId: string | null
  readonly orderId: string | null
  readonly soldAt: Date
  readonly priceAmount: string
  readonly priceCurrency: string
  readonly listAmount: string | null
  readonly handoverSatisfaction: number | null
  readonly tradeInVin: string | null
  readonly tradeInAmount: string | null
  readonly tradeInCurrency: string | null
}

/** A sale as somebody sees it. */
export interface RetailSaleSeen extends Omit<RetailSaleRow, 'buyerId' | 'priceAmount' | 'priceCurrency'> {
  /** Null where he is another dealer's customer. */
  readonly buyerId: string | null
  /** Null, with its currency and the list price, to whoever has no part in the sale. */
  readonly priceAmount: string | null
  readonly priceCurrency: string | null
}

/** What was paid; null to whoever has no part in the sale. */
export const priceOf = ({ priceAmount: amount, priceCurrency: currency }: RetailSaleSeen) =>
  amount === null || currency === null ? null : { amount, currency }

/** Deviation of the price from the list price in percent, below it negative; null without a list price. */
export function priceDeviationPercent({ priceAmount, listAmount }: RetailSaleSeen): number | null {
  const list = Number(listAmount ?? 0)
  return list === 0 || priceAmount === null ? null : ((Number(priceAmount) - list) / list) * 100
}

/** The car that the buyer gave in, and what was paid for it; null without one. */
export function tradeInOf({ tradeInVin, tradeInAmount, tradeInCurrency }: RetailSaleSeen) {
  if (tradeInVin === null || tradeInAmount === null || tradeInCurrency === null) return null
  return { vehicle: { vin: tradeInVin }, price: { amount: tradeInAmount, currency: tradeInCurrency } }
}
