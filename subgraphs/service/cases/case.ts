export type CaseKind = 'CONSULT' | 'PURCHASE' | 'REPAIR' | 'COMPLAINT'
export type CasePriority = 'LOW' | 'NORMAL' | 'HIGH' | 'URGENT'
export type CaseStatus = 'NEW' | 'IN_PROGRESS' | 'WAITING_FOR_CUSTOMER' | 'ESCALATED' | 'SOLVED' | 'CLOSED'

export interface Case {
  readonly id: string
  readonly kind: CaseKind
  readonly priority: CasePriority
  readonly status: CaseStatus
  readonly subject: string
  readonly customerId: string | null
  readonly vin: string | null
  readonly stationId: string | null
  /** The dealer that runs the station, when the case concerns one. */
  readonly dealerId: string | null
  readonly resolution: string | null
  readonly slaMinutes: number
  readonly openedAt: Date
  /** The agent who has it. */
  readonly agentId: string | null
  readonly queueId: string | null
}

export interface CaseMessage {
  readonly caseId: string
  readonly id: string
  readonly author: 'CUSTOMER' | 'AGENT' | 'INTERNAL'
  readonly authorName: string
  readonly body: string
  readonly at: Date
}

export interface CaseStatusChange {
  readonly caseId: string
  readonly status: CaseStatus
  readonly at: Date
  readonly changedBy: string
  readonly note: string | null
}
