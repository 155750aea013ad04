import type {
  CampaignContactStatus,
  CampaignResponse,
  MessageChannel,
  SuppressionReason,
} from '#generated/marketing.ts'

/** A customer of a campaign's audience. */
export interface ContactRow {
  readonly campaignId: string
  readonly customerId: string
  readonly segmentId: string
  readonly chosenAt: Date
  readonly status: CampaignContactStatus
  readonly reachedAt: Date | null
  readonly channel: MessageChannel | null
  readonly suppressedBecause: SuppressionReason | null
  readonly response: CampaignResponse | null
  readonly respondedAt: Date | null
}
