import type { Department } from '#platform/department.ts'
import type { ContactChannel, ContactPurpose } from './contact-rule.ts'

export type ContactGoal =
  | 'ACQUIRE'
  | 'CONVERT'
  | 'RETAIN'
  | 'ACTIVATE'
  | 'DEEPEN'
  | 'WIN_BACK'
  | 'SATISFY'
  | 'LOYALTY'
  | 'REFER'
  | 'PROFIT'

export type ContactOutcome =
  | 'AGREED'
  | 'INTERESTED'
  | 'CALL_BACK'
  | 'INFORMED'
  | 'DECLINED'
  | 'COMPLAINED'
  | 'NOT_REACHED'
  | 'CANCELLED'

/** The source of the touchpoints that granted contacts become; the grant's id is their external id. */
export const grantSource = 'contact-grant'

/** Leave for a department to contact somebody once. */
export interface ContactGrant {
  readonly id: string
  readonly customerId: string | null
  readonly department: Department
  readonly dealerId: string | null
  readonly purpose: ContactPurpose
  readonly channel: ContactChannel
  readonly goal: ContactGoal
  readonly subject: string
  readonly grantedTo: string
  readonly grantedAt: Date
  readonly expiresAt: Date
  readonly completedAt: Date | null
  readonly contactedAt: Date | null
  readonly outcome: ContactOutcome | null
  readonly note: string | null
  readonly cost: string | null
  readonly gain: string | null
  readonly currency: string | null
  readonly touchpointId: string | null
}

/** What came of a contact. */
export type Completion = Pick<
  ContactGrant,
  'completedAt' | 'contactedAt' | 'outcome' | 'note' | 'cost' | 'gain' | 'currency' | 'touchpointId'
>

/** A grant ends by its time or by what came of it; no job ends it. */
export function isOpen({ completedAt, expiresAt }: ContactGrant, now: Date): boolean {
  return completedAt === null && now < expiresAt
}
