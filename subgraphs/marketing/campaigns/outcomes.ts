import type { CampaignRow } from './campaign.ts'

interface OfCampaign<Name extends string> {
  readonly __typename: Name
  readonly campaignId: string
}

export type CampaignPlanned = OfCampaign<'PlanCampaignSuccess'>
export type CampaignImproved = OfCampaign<'ImproveCampaignSuccess'>

export interface CampaignLaunched extends OfCampaign<'LaunchCampaignSuccess'> {
  readonly audience: number
}

export interface CampaignDispatched extends OfCampaign<'DispatchCampaignSuccess'> {
  readonly step: number
  readonly sent: number
  readonly suppressed: number
}

export interface ResponseRecorded extends OfCampaign<'RecordResponseSuccess'> {
  readonly customerId: string
}

export interface CampaignNotFound extends OfCampaign<'CampaignNotFound'> {
  readonly message: string
}

export interface NotPlanned extends OfCampaign<'CampaignNotPlanned'> {
  readonly message: string
}

export interface NotLaunched extends OfCampaign<'CampaignNotLaunched'> {
  readonly message: string
}

/** `campaignId` is the version that improves on the one asked for. */
export interface AlreadyImproved extends OfCampaign<'CampaignAlreadyImproved'> {
  readonly message: string
}

export interface NotReached extends OfCampaign<'CustomerNotReached'> {
  readonly message: string
  readonly customerId: string
}

export interface StepNotDue {
  readonly __typename: 'CampaignStepNotDue'
  readonly message: string
  readonly step: number
  readonly dueAt: Date
}

export const campaignNotFound = (campaignId: string): CampaignNotFound => ({
  __typename: 'CampaignNotFound',
  message: `There is no campaign ${campaignId}.`,
  campaignId,
})

export const notPlanned = ({ id, name, status }: CampaignRow): NotPlanned => ({
  __typename: 'CampaignNotPlanned',
  message: `The campaign "${name}" is ${status.toLowerCase()}; only a planned one can be launched.`,
  campaignId: id,
})

export const notLaunched = ({ id, name, status }: CampaignRow): NotLaunched => ({
  __typename: 'CampaignNotLaunched',
  message:
    status === 'PLANNED'
      ? `The campaign "${name}" is only planned; launch it first.`
      : `The campaign "${name}" is ${status.toLowerCase()}; nothing of it is left to send.`,
  campaignId: id,
})

export const alreadyImproved = (by: CampaignRow): AlreadyImproved => ({
  __typename: 'CampaignAlreadyImproved',
  message: `Version ${by.version} improves on it already; improve that one.`,
  campaignId: by.id,
})

export const notReached = (campaignId: string, customerId: string): NotReached => ({
  __typename: 'CustomerNotReached',
  message: `No message of the campaign was sent to ${customerId}.`,
  campaignId,
  customerId,
})
