import type { CustomerFacts } from './customer.ts'

/** The facts of the graph's `FactField`, by the name that a customer's record gives them. */
export const factFields = {
  familyName: 'FAMILY_NAME',
  givenName: 'GIVEN_NAME',
  organisationName: 'ORGANISATION_NAME',
  organisationType: 'ORGANISATION_TYPE',
  locale: 'LOCALE',
  timeZone: 'TIME_ZONE',
  birthDate: 'BIRTH_DATE',
  since: 'SINCE',
} as const satisfies Record<keyof CustomerFacts, string>

export type FactName = keyof typeof factFields
export type FactField = (typeof factFields)[FactName] | 'PHONE' | 'EMAIL' | 'WECHAT' | 'MAIL' | 'ADDRESS'

export const factNames = [
  'familyName',
  'givenName',
  'organisationName',
  'organisationType',
  'locale',
  'timeZone',
  'birthDate',
  'since',
] as const satisfies readonly FactName[]

/** One change of one static fact, kept for ever. */
export interface FactChange {
  readonly id: string
  readonly customerId: string
  readonly field: FactField
  readonly oldValue: string | null
  readonly newValue: string | null
  readonly source: string
  readonly validFrom: Date
  readonly changedAt: Date
  readonly changedBy: string
  /** Grows in the order in which changes of a customer took effect. */
  readonly position: number
}

/** A fact that holds now. */
export interface CustomerFact {
  readonly customerId: string
  readonly field: FactField
  readonly value: string
  readonly source: string
  readonly validFrom: Date
  readonly updatedBy: string
}
