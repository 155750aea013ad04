/** A dealer as stored. */
export interface DealerRow {
  readonly id: string
  readonly name: string
  readonly territoryId: string
  readonly street: string
  readonly postalCode: string | null
  readonly city: string
  readonly region: string
  readonly country: string
  readonly phone: string | null
}

/** What the maker and a dealer agreed on, for some days. */
export interface ContractRow {
  readonly dealerId: string
  readonly number: string
  readonly from: string
  readonly until: string | null
  readonly brands: string[]
  readonly discountLimitPercent: number
}
