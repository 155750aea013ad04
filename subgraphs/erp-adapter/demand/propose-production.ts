/** What a proposal is made from. */
export interface Market {
  /** Orders that took a car from stock. */
  readonly stockOrders: number
  /** Days in which they were placed. */
  readonly days: number
  /** Cars that open leads are likely to become. */
  readonly forecast: number
  /** Free cars. */
  readonly available: number
  /** Cars that will be free. */
  readonly coming: number
}

/** How long stock lasts, and what to build so that it lasts long enough. */
export interface Proposal {
  /** Null when nothing was taken from stock. */
  readonly stockCoverDays: number | null
  readonly proposedProduction: number
}

/** Proposes to build what the pace of sales, or the forecast when that is more, takes beyond what is there or coming. */
export function proposeProduction(market: Market, coverDays: number): Proposal {
  const { stockOrders, days, forecast, available, coming } = market
  const wanted = Math.max(days === 0 ? 0 : (stockOrders * coverDays) / days, forecast)
  return {
    stockCoverDays: stockOrders === 0 || days === 0 ? null : Math.floor((available * days) / stockOrders),
    proposedProduction: Math.max(0, Math.ceil(wanted) - available - coming),
  }
}
