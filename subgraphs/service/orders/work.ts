export interface Operation {
  readonly serviceOrderId: string
  readonly code: string
  readonly description: string
  readonly labourHours: string
  readonly priceAmount: string
  readonly currency: string
  readonly recallId: string | null
}

export interface FittedPart {
  readonly serviceOrderId: string
  readonly number: string
  readonly name: string
  readonly quantity: string
  readonly unitPriceAmount: string
  readonly priceAmount: string
  readonly currency: string
  readonly faultCode: string | null
}
