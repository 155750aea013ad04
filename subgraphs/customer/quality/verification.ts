import type { FactField } from '../profile/fact.ts'

/** That somebody made sure of a value of a fact or contact point. */
export interface Verification {
  readonly customerId: string
  readonly field: FactField
  readonly value: string
  readonly method: 'DOCUMENT' | 'CALLED_BACK' | 'MESSAGE_CONFIRMED' | 'IN_PERSON'
  readonly verifiedAt: Date
  readonly verifiedBy: string
}
