export type ContactPointKind = 'PHONE' | 'EMAIL' | 'WECHAT' | 'MAIL' | 'ADDRESS'

export interface PostalAddress {
  readonly country: string
  readonly region: string | null
  readonly city: string | null
  readonly district: string | null
  readonly street: string | null
  readonly postalCode: string | null
}

/** A way to reach a customer, as it is kept: normalised. */
export interface Reach {
  readonly kind: ContactPointKind
  readonly value: string
  readonly label: string | null
  readonly address: PostalAddress | null
}

export interface ContactPoint extends Reach {
  readonly id: string
  readonly customerId: string
  readonly source: string
  readonly validFrom: Date
  readonly validUntil: Date | null
  readonly updatedBy: string
}
