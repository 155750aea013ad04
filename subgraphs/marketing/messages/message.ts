import type { MessageChannel, MessageDepartment, MessageStatus, SuppressionReason } from '#generated/marketing.ts'

/** A line of the ledger of messages. */
export interface MessageRow {
  readonly id: string
  readonly customerId: string
  readonly department: MessageDepartment
  readonly channel: MessageChannel
  readonly text: string
  readonly status: MessageStatus
  readonly suppressedBecause: SuppressionReason | null
  readonly at: Date
  readonly campaignId: string | null
  readonly step: number | null
  readonly source: string
  readonly externalId: string
}
