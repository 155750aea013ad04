import type { AppointmentSuccess } from './appointments/appointment-outcomes.ts'
import type { CaseSuccess } from './cases/case-outcomes.ts'
import type { LoopSuccess } from './loops/loop-outcomes.ts'
import type { OrderSuccess } from './orders/order-outcomes.ts'
import type { RecallSuccess } from './recalls/recall-outcomes.ts'
import type { RequestStillOpen, RequestSuccess } from './requests/request-outcomes.ts'
import type { DeskSet } from './routing/routing-setting-resolvers.ts'

export type { Appointment as AppointmentMapper } from './appointments/appointment.ts'
export type { Article as KnowledgeArticleMapper } from './articles/article.ts'
export type {
  Case as CaseMapper,
  CaseMessage as CaseMessageMapper,
  CaseStatusChange as CaseStatusChangeMapper,
} from './cases/case.ts'
export type { ServiceOrder as ServiceOrderMapper } from './orders/service-order.ts'
export type { ChargedOperation as ServiceOperationMapper, ChargedPart as ServicePartMapper } from './orders/work.ts'
export type {
  Recall as RecallMapper,
  RecallCriteria as RecallCriteriaMapper,
  RecallVehicle as VehicleRecallMapper,
} from './recalls/recall.ts'
export type { Slot as ServiceSlotMapper } from './stations/slot.ts'
export type { OpeningHoursRow as OpeningHoursMapper, Station as ServiceStationMapper } from './stations/station.ts'
export type { Warranty as WarrantyMapper } from './warranty/warranty.ts'
export type BookAppointmentSuccessMapper = AppointmentSuccess<'BookAppointmentSuccess'>
export type CancelAppointmentSuccessMapper = AppointmentSuccess<'CancelAppointmentSuccess'>
export type RescheduleAppointmentSuccessMapper = AppointmentSuccess<'RescheduleAppointmentSuccess'>
export type { ArticleSaved as SaveArticleSuccessMapper } from './articles/article-outcomes.ts'
export type OpenCaseSuccessMapper = CaseSuccess<'OpenCaseSuccess'>
export type ReplyToCaseSuccessMapper = CaseSuccess<'ReplyToCaseSuccess'>
export type ChangeCaseStatusSuccessMapper = CaseSuccess<'ChangeCaseStatusSuccess'>
export type SolveCaseSuccessMapper = CaseSuccess<'SolveCaseSuccess'>
export type OpenServiceOrderSuccessMapper = OrderSuccess<'OpenServiceOrderSuccess'>
export type RecordWorkSuccessMapper = OrderSuccess<'RecordWorkSuccess'>
export type CloseServiceOrderSuccessMapper = OrderSuccess<'CloseServiceOrderSuccess'>
export type { AppointmentElsewhere as AppointmentElsewhereMapper } from './orders/order-outcomes.ts'
export type OpenRecallSuccessMapper = RecallSuccess<'OpenRecallSuccess'>
export type CloseRecallSuccessMapper = RecallSuccess<'CloseRecallSuccess'>
export type {
  DepartmentRequest as RequestMapper,
  Rating as RequestRatingMapper,
  Step as RequestStepMapper,
  SubQuestion as SubQuestionMapper,
} from './requests/request.ts'
export type { RequestMove as RequestMoveMapper } from './requests/request-news.ts'
export type { SubQuestionsAsked as AskSubQuestionSuccessMapper } from './requests/sub-question-asking-resolvers.ts'
export type OpenRequestSuccessMapper = RequestSuccess<'OpenRequestSuccess'>
export type ForwardRequestSuccessMapper = RequestSuccess<'ForwardRequestSuccess'>
export type AnswerSubQuestionSuccessMapper = RequestSuccess<'AnswerSubQuestionSuccess'>
export type WaiveSubQuestionSuccessMapper = RequestSuccess<'WaiveSubQuestionSuccess'>
export type CloseRequestSuccessMapper = RequestSuccess<'CloseRequestSuccess'>
export type ReopenRequestSuccessMapper = RequestSuccess<'ReopenRequestSuccess'>
export type RequestStillOpenMapper = RequestStillOpen
export type { Inquiry as InquiryMapper } from './inquiries/inquiry.ts'
export type {
  Agent as AgentMapper,
  Queue as ServiceQueueMapper,
  RoutingRule as RoutingRuleMapper,
} from './routing/routing.ts'
export type OpenInquirySuccessMapper = CaseSuccess<'OpenInquirySuccess'>
export type SetQueueSuccessMapper = DeskSet<'SetQueueSuccess'>
export type SetAgentSuccessMapper = DeskSet<'SetAgentSuccess'>
export type SetRoutingRuleSuccessMapper = DeskSet<'SetRoutingRuleSuccess'>
export type {
  Escalation as EscalationMapper,
  EscalationContact as EscalationContactMapper,
} from './escalations/escalation.ts'
export interface SetEscalationContactSuccessMapper {
  readonly __typename: 'SetEscalationContactSuccess'
}
export type {
  CaseRating as CaseRatingMapper,
  Loop as ClosedLoopMapper,
  LoopAction as ClosedLoopActionMapper,
} from './loops/loop.ts'
export type OpenClosedLoopSuccessMapper = LoopSuccess<'OpenClosedLoopSuccess'>
export type AssignClosedLoopSuccessMapper = LoopSuccess<'AssignClosedLoopSuccess'>
export type AddLoopActionSuccessMapper = LoopSuccess<'AddLoopActionSuccess'>
export type RecordLoopResultSuccessMapper = LoopSuccess<'RecordLoopResultSuccess'>
export type VerifyLoopSuccessMapper = LoopSuccess<'VerifyLoopSuccess'>
export type EndClosedLoopSuccessMapper = LoopSuccess<'EndClosedLoopSuccess'>
export type RateCaseSuccessMapper = CaseSuccess<'RateCaseSuccess'>
export type { DepartmentKpi as DepartmentKpiMapper } from './kpi/department-kpi.ts'
