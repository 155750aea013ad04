/** A used car that cannot be sold so. */
export interface UsedSaleRefused {
  readonly __typename: 'UsedSaleRefused'
  readonly message: string
  readonly reason: 'NEVER_SOLD' | 'SELLER_NOT_OWNER' | 'NOT_TAKEN_IN'
}

/** A car given in by somebody who does not own it. */
export interface TradeInRefused {
  readonly __typename: 'TradeInRefused'
  readonly message: string
  readonly vin: string
}

/** A plate that another car has. */
export interface PlateTaken {
  readonly __typename: 'PlateTaken'
  readonly message: string
  readonly plate: string
  readonly vin: string
}

export interface RegisterRetailSaleSuccess {
  readonly __typename: 'RegisterRetailSaleSuccess'
  readonly saleId: string
}

const usedSentences = {
  NEVER_SOLD: 'The car has not been sold new: sell it as kind NEW.',
  SELLER_NOT_OWNER: 'The seller does not own the car.',
  NOT_TAKEN_IN: 'The dealer has not taken the car in: name the owner who sells with sellerId.',
} as const satisfies Record<UsedSaleRefused['reason'], string>

export const usedSaleRefused = (reason: UsedSaleRefused['reason']): UsedSaleRefused => ({
  __typename: 'UsedSaleRefused',
  message: usedSentences[reason],
  reason,
})

export const tradeInRefused = (vin: string): TradeInRefused => ({
  __typename: 'TradeInRefused',
  message: `The buyer does not own the car ${vin}.`,
  vin,
})

export const plateTaken = (plate: string, vin: string): PlateTaken => ({
  __typename: 'PlateTaken',
  message: `Another car has the plate ${plate}.`,
  plate,
  vin,
})
