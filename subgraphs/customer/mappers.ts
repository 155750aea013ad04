import type { Connection } from '#platform/connection.ts'
import type { ConsentEntry } from './consents/consent.ts'
import type { CustomerRow } from './profile/customer.ts'
import type { FactChange } from './profile/fact.ts'
import type { Activity } from './timeline/activity.ts'
import type { Touchpoint } from './touchpoints/touchpoint.ts'

export type { Assignment as AssignmentMapper } from './assignments/assignment.ts'
export type { ConsentEntry as ConsentEntryMapper } from './consents/consent.ts'
export type { ContactPoint as ContactPointMapper } from './contact-points/contact-point.ts'
export type { CustomerRow as CustomerMapper } from './profile/customer.ts'
export type { FactChange as FactChangeMapper } from './profile/fact.ts'
export type { RelationView as CustomerRelationMapper } from './relations/relation.ts'
export type { ActivityNews as ActivityNewsMapper } from './timeline/activity-news.ts'
export type { Activity as TimelineEntryMapper } from './timeline/activity.ts'
export type { Touchpoint as TouchpointMapper } from './touchpoints/touchpoint.ts'

export type ConsentEntryConnectionMapper = Connection<ConsentEntry>
export type CustomerConnectionMapper = Connection<CustomerRow>
export type FactChangeConnectionMapper = Connection<FactChange>
export type TimelineConnectionMapper = Connection<Activity>
export type TouchpointConnectionMapper = Connection<Touchpoint>

export type {
  AssignCustomerSuccess as AssignCustomerSuccessMapper,
  ChangeCustomerSuccess as ChangeCustomerSuccessMapper,
  ConsentSuccess as GiveConsentSuccessMapper,
  ConsentSuccess as WithdrawConsentSuccessMapper,
  ContactPointSuccess as AddContactPointSuccessMapper,
  ContactPointSuccess as RemoveContactPointSuccessMapper,
  EndRelationSuccess as EndRelationSuccessMapper,
  RecordTouchpointSuccess as RecordTouchpointSuccessMapper,
  RegisterCustomerSuccess as RegisterCustomerSuccessMapper,
  RelateCustomersSuccess as RelateCustomersSuccessMapper,
} from './outcomes.ts'
