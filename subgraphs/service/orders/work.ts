export interface Operation {
  readonly serviceOrderId: string
  readonly code: string
  readonly description: string
  readonly labourHours: string
  readonly priceAmount: string
  readonly recallId: string | null
}

export interface FittedPart {
  readonly serviceOrderId: string
  readonly number: string
  readonly name: string
  readonly quantity: string
  readonly unitPriceAmount: string
  readonly priceAmount: string
  readonly faultCode: string | null
}

/** A piece of work with the currency of its order, which its prices are in. */
export type Charged<Work> = Work & { readonly currency: string }
export type ChargedOperation = Charged<Operation>
export type ChargedPart = Charged<FittedPart>
