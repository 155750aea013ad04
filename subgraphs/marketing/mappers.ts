export type { CampaignRow as CampaignMapper } from './campaigns/campaign.ts'
export type { ContactRow as CampaignContactMapper } from './campaigns/contact.ts'
export type {
  AlreadyImproved as CampaignAlreadyImprovedMapper,
  CampaignDispatched as DispatchCampaignSuccessMapper,
  CampaignImproved as ImproveCampaignSuccessMapper,
  CampaignLaunched as LaunchCampaignSuccessMapper,
  CampaignPlanned as PlanCampaignSuccessMapper,
  NotLaunched as CampaignNotLaunchedMapper,
  NotPlanned as CampaignNotPlannedMapper,
  ResponseRecorded as RecordResponseSuccessMapper,
} from './campaigns/outcomes.ts'
export type { MessageRow as OutboundMessageMapper } from './messages/message.ts'
export type {
  MessageRecorded as RecordMessageSuccessMapper,
  RecordedDifferently as MessageRecordedDifferentlyMapper,
} from './messages/record-message.ts'
export type { MembershipRow as SegmentMembershipMapper } from './segments/membership.ts'
export type {
  NameTaken as SegmentNameTakenMapper,
  SegmentDefined as DefineSegmentSuccessMapper,
  SegmentRefreshed as RefreshSegmentSuccessMapper,
  SegmentRevised as ReviseSegmentSuccessMapper,
} from './segments/outcomes.ts'
export type { SegmentRow as SegmentMapper } from './segments/segment.ts'
