export type { CampaignRow as CampaignMapper } from './campaigns/campaign.ts'
export type { ContactRow as CampaignContactMapper } from './campaigns/contact.ts'
export type { MessageRow as OutboundMessageMapper } from './messages/message.ts'
export type { MembershipRow as SegmentMembershipMapper } from './segments/membership.ts'
export type {
  NameTaken as SegmentNameTakenMapper,
  SegmentDefined as DefineSegmentSuccessMapper,
  SegmentRefreshed as RefreshSegmentSuccessMapper,
  SegmentRevised as ReviseSegmentSuccessMapper,
} from './segments/outcomes.ts'
export type { SegmentRow as SegmentMapper } from './segments/segment.ts'
