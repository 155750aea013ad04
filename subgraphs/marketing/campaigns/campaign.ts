import type { CampaignGoal, CampaignStatus, MessageChannel } from '#generated/marketing.ts'

export interface CampaignRow {
  readonly id: string
  readonly name: string
  readonly goal: CampaignGoal
  readonly status: CampaignStatus
  /** On whose behalf it is sent: to whom consent must be given. */
  readonly recipient: string
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

/** What tells a version of a campaign from the others. */
export type CampaignVersion = Pick<CampaignRow, 'id' | 'plannedAt' | 'version' | 'lineageId' | 'improvesId' | 'lesson'>

/** The first version, which starts a lineage of its own. */
export const firstVersion = (id: string, plannedAt: Date): CampaignVersion => ({
  id,
  plannedAt,
  version: 1,
  lineageId: id,
  improvesId: null,
  lesson: null,
})

/** The version that improves on another one. */
export const nextVersion = (
  id: string,
  before: CampaignRow,
  learnt: { readonly lesson: string; readonly plannedAt: Date },
): CampaignVersion => ({
  ...learnt,
  id,
  version: before.version + 1,
  lineageId: before.lineageId,
  improvesId: before.id,
})

const dayLength = 24 * 60 * 60 * 1000

/** The next step of a launched campaign, and when it can be sent; null when every step was sent. */
export function nextStep(launchedAt: Date, steps: readonly StepRow[]): { step: StepRow; dueAt: Date } | null {
  const step = steps.find(each => each.dispatchedAt === null)
  return step === undefined ? null : { step, dueAt: new Date(launchedAt.getTime() + step.afterDays * dayLength) }
}
