import type { AppointmentSuccess } from './appointments/appointment-outcomes.ts'
import type { CaseSuccess } from './cases/case-outcomes.ts'
import type { OrderSuccess } from './orders/order-outcomes.ts'
import type { RecallSuccess } from './recalls/recall-outcomes.ts'

export type { Appointment as AppointmentMapper } from './appointments/appointment.ts'
export type { Article as KnowledgeArticleMapper } from './articles/article.ts'
export type {
  Case as CaseMapper,
  CaseMessage as CaseMessageMapper,
  CaseStatusChange as CaseStatusChangeMapper,
} from './cases/case.ts'
export type { ServiceOrder as ServiceOrderMapper } from './orders/service-order.ts'
export type { FittedPart as ServicePartMapper, Operation as ServiceOperationMapper } from './orders/work.ts'
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
