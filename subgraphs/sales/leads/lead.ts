/** The ways that a lead comes. */
export type LeadChannel = 'CALL_CENTRE' | 'WEB' | 'CAMPAIGN' | 'PARTNER' | 'REFERRAL' | 'DEALER_VISIT'
export type LeadStatus = 'NEW' | 'RESPONDED' | 'CONVERTED' | 'LOST'
export type LeadLostReason = 'PRICE' | 'COMPETITOR' | 'NO_INTEREST' | 'UNREACHABLE' | 'OTHER'
export type LeadRoutingRule = 'CHOSEN' | 'CITY' | 'REGION' | 'LOAD'

/** What is known of the person and the wish when a lead comes in. */
export interface LeadFacts {
  readonly channel: LeadChannel
  readonly customerId: string | null
  readonly contactName: string | null
  /** E.164 */
  readonly phone: string | null
  readonly modelCode: string | null
  readonly region: string | null
  readonly city: string | null
  readonly campaignId: string | null
  readonly referrerId: string | null
  readonly partner: string | null
  readonly message: string | null
}

/** A lead as stored. */
export interface LeadRow extends LeadFacts {
  readonly id: string
  readonly status: LeadStatus
  readonly dealerId: string
  readonly routingRule: LeadRoutingRule
  readonly routingReason: string
  readonly points: number
  readonly scoreReasons: readonly string[]
  readonly capturedAt: Date
  readonly dueAt: Date
  readonly respondedAt: Date | null
  readonly lostReason: LeadLostReason | null
  readonly lostNote: string | null
}

/** An open lead is still worked on. */
export const isOpen = ({ status }: Pick<LeadRow, 'status'>): boolean => status === 'NEW' || status === 'RESPONDED'

/** Time from capture to the first answer, in minutes; null until then. */
export function responseMinutes({ capturedAt, respondedAt }: LeadRow): number | null {
  return respondedAt === null ? null : (respondedAt.getTime() - capturedAt.getTime()) / 60_000
}

/** Whether nobody answered in time. */
export const isOverdue = ({ status, dueAt }: LeadRow, now: Date): boolean => status === 'NEW' && dueAt < now
