export type CustomerKind = 'PERSON' | 'ORGANISATION'

/** The static facts of a customer, by name. */
export interface CustomerFacts {
  readonly familyName: string | null
  readonly givenName: string | null
  readonly organisationName: string | null
  readonly organisationType: 'FLEET' | 'KEY_ACCOUNT' | 'PARTNER' | 'OTHER' | null
  readonly locale: string
  readonly timeZone: string
  readonly birthDate: string | null
  readonly since: string
}

export interface Customer extends CustomerFacts {
  readonly id: string
  readonly kind: CustomerKind
}

export interface CustomerRow extends Customer {
  readonly displayName: string
  readonly registeredAt: Date
}
