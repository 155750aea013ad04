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
