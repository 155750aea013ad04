import type { CampaignGoal, CampaignStatus, MessageChannel } from '#generated/marketing.ts'

export interface CampaignRow {
  readonly id: string
  readonly name: string
  readonly goal: CampaignGoal
  readonly status: CampaignStatus
  readonly onBehalfOf: string
  readonly plannedAt: Date
  readonly launchedAt: Date | null
  readonly version: number
  /** Id of the first version, the same on all versions of a campaign. */
  readonly lineageId: string
  /** Id of the version that this one improves on. */
  readonly improvesId: string | null
  readonly lesson: string | null
}

export interface StepRow {
  readonly campaignId: string
  readonly number: number
  readonly channel: MessageChannel
  readonly template: string
  readonly afterDays: number
  readonly dispatchedAt: Date | null
}
