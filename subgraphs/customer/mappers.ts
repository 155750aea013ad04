import type { Connection } from '#platform/connection.ts'
import type { ListedAccess } from './access/access-store.ts'
import type { ConsentEntry } from './consents/consent.ts'
import type { ContactGrant } from './contacts/contact-grant.ts'
import type { LifecycleMove } from './lifecycle/lifecycle.ts'
import type { Notice } from './notices/notice.ts'
import type { CustomerRow } from './profile/customer.ts'
import type { DuplicatePair } from './duplicates/duplicate-store.ts'
import type { FactChange } from './profile/fact.ts'
import type { StatusChange } from './statuses/status.ts'
import type { Activity } from './timeline/activity.ts'
import type { Touchpoint } from './touchpoints/touchpoint.ts'

export type { ListedAccess as AccessRecordMapper } from './access/access-store.ts'
export type { Assignment as AssignmentMapper } from './assignments/assignment.ts'
export type { ChannelCalibration as ChannelCalibrationMapper } from './calibration/channel-figures.ts'
export type { ChannelProfit as ChannelProfitMapper } from './calibration/channel-profit-store.ts'
export type { ConsentEntry as ConsentEntryMapper } from './consents/consent.ts'
export type { ContactGrant as ContactGrantMapper } from './contacts/contact-grant.ts'
export type { ContactReportLine as ContactReportLineMapper } from './contacts/contact-report-store.ts'
export type { SetContactRule as ContactRuleMapper } from './contacts/contact-rule.ts'
export type { ContactPoint as ContactPointMapper } from './contact-points/contact-point.ts'
export type { Acknowledgement as NoticeAcknowledgementMapper } from './notices/acknowledgement-store.ts'
export type {
  CustomerLifecycle as CustomerLifecycleMapper,
  LifecycleMove as LifecycleMoveMapper,
} from './lifecycle/lifecycle.ts'
export type { Notice as NoticeMapper } from './notices/notice.ts'
export type { NoticeDelay as NoticeDelayMapper } from './notices/notice-delay-store.ts'
export type { NoticeRule as NoticeRuleMapper } from './notices/notice-rule.ts'
export type { CustomerRow as CustomerMapper } from './profile/customer.ts'
export type { DataExport as PersonalDataExportMapper } from './data-export/data-export.ts'
export type { Erasure as ErasureMapper } from './erasure/erasure.ts'
export type { CustomerFact as CustomerFactMapper, FactChange as FactChangeMapper } from './profile/fact.ts'
export type { CustomerMerge as CustomerMergeMapper } from './merges/merge.ts'
export type { DuplicatePair as DuplicateCandidateMapper } from './duplicates/duplicate-store.ts'
export type { MatchCandidate as MatchCandidateMapper } from './matching/match-store.ts'
export type { RelationView as CustomerRelationMapper } from './relations/relation.ts'
export type { SourceIdRow as SourceIdMapper } from './sources/source-id-store.ts'
export type { ActivityNews as ActivityNewsMapper } from './timeline/activity-news.ts'
export type { StatusChange as CustomerStatusMapper } from './statuses/status.ts'
export type { DataQuality as DataQualityMapper, SegmentReference as SegmentMapper } from './quality/data-quality.ts'
export type { FactCredit as FactCreditMapper } from './quality/fact-credit-store.ts'
export type { Verification as VerificationMapper } from './quality/verification.ts'
export type { Activity as TimelineEntryMapper } from './timeline/activity.ts'
export type { Touchpoint as TouchpointMapper } from './touchpoints/touchpoint.ts'

export interface LeadMapper {
  readonly id: string
}
export type AccessRecordConnectionMapper = Connection<ListedAccess>
export type ConsentEntryConnectionMapper = Connection<ConsentEntry>
export type ContactGrantConnectionMapper = Connection<ContactGrant>
export type CustomerConnectionMapper = Connection<CustomerRow>
export type CustomerStatusConnectionMapper = Connection<StatusChange>
export type LifecycleMoveConnectionMapper = Connection<LifecycleMove>
export type NoticeConnectionMapper = Connection<Notice>
export type DuplicateCandidateConnectionMapper = Connection<DuplicatePair>
export type FactChangeConnectionMapper = Connection<FactChange>
export type TimelineConnectionMapper = Connection<Activity>
export type TouchpointConnectionMapper = Connection<Touchpoint>

export type {
  AcknowledgeNoticesSuccess as AcknowledgeNoticesSuccessMapper,
  AddSourceIdSuccess as AddSourceIdSuccessMapper,
  AssignCustomerSuccess as AssignCustomerSuccessMapper,
  ChangeCustomerSuccess as ChangeCustomerSuccessMapper,
  ConsentSuccess as GiveConsentSuccessMapper,
  ConsentSuccess as WithdrawConsentSuccessMapper,
  ContactOfGrant as CompleteContactSuccessMapper,
  ContactOfGrant as ContactAlreadyCompletedMapper,
  ContactOfGrant as ContactGrantExpiredMapper,
  ContactOfGrant as RequestContactSuccessMapper,
  ContactPointSuccess as AddContactPointSuccessMapper,
  ContactPointSuccess as RemoveContactPointSuccessMapper,
  DismissDuplicateSuccess as DismissDuplicateSuccessMapper,
  EndRelationSuccess as EndRelationSuccessMapper,
  ErasureAlreadyRequested as ErasureAlreadyRequestedMapper,
  MergeCustomersSuccess as MergeCustomersSuccessMapper,
  ExportPersonalDataSuccess as ExportPersonalDataSuccessMapper,
  MoveLifecycleSuccess as MoveLifecycleSuccessMapper,
  RecordTouchpointSuccess as RecordTouchpointSuccessMapper,
  RegisterCustomerSuccess as RegisterCustomerSuccessMapper,
  RelateCustomersSuccess as RelateCustomersSuccessMapper,
  RequestErasureSuccess as RequestErasureSuccessMapper,
  SetCustomerStatusesSuccess as SetCustomerStatusesSuccessMapper,
  ContactRulesSet as DropContactRuleSuccessMapper,
  ContactRulesSet as SetContactRuleSuccessMapper,
  SetNoticeRuleSuccess as SetNoticeRuleSuccessMapper,
  RetryErasureSuccess as RetryErasureSuccessMapper,
  SourceIdTaken as SourceIdTakenMapper,
  StatePreferredChannelSuccess as StatePreferredChannelSuccessMapper,
  UnmergeCustomersSuccess as UnmergeCustomersSuccessMapper,
  VerifyFactSuccess as VerifyFactSuccessMapper,
} from './outcomes.ts'
