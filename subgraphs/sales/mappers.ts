export type { CustomerReference as CustomerMapper, VehicleReference as VehicleMapper } from './references.ts'
export type { DealerRow as DealerMapper } from './dealers/dealer.ts'
export type { LeadRow as LeadMapper } from './leads/lead.ts'
export type { OrderRow as SalesOrderMapper } from './orders/order.ts'
export type { ParticipantSeen as VehicleParticipantMapper } from './ownership/participant.ts'
export type { RetailSaleSeen as RetailSaleMapper } from './retail-sales/retail-sale.ts'
export type { SalesCycleRow as SalesCycleMapper } from './sales-cycles/sales-cycle.ts'
export type { TerritoryRow as TerritoryMapper } from './territories/territory-store.ts'
export type {
  CaptureLeadSuccess as CaptureLeadSuccessMapper,
  ConvertLeadSuccess as ConvertLeadSuccessMapper,
  LeadClosed as LeadClosedMapper,
  LeadDuplicate as LeadDuplicateMapper,
  LeadWithoutCustomer as LeadWithoutCustomerMapper,
  LoseLeadSuccess as LoseLeadSuccessMapper,
  RespondToLeadSuccess as RespondToLeadSuccessMapper,
} from './leads/lead-outcomes.ts'
export type {
  CancelOrderSuccess as CancelOrderSuccessMapper,
  ChangeOrderSuccess as ChangeOrderSuccessMapper,
  OrderClosed as OrderClosedMapper,
  OrderFrozen as OrderFrozenMapper,
  PlaceOrderSuccess as PlaceOrderSuccessMapper,
} from './orders/order-outcomes.ts'
export type {
  VehicleAlreadySold as VehicleAlreadySoldMapper,
  VehicleNotAvailable as VehicleNotAvailableMapper,
  VehicleReserved as VehicleReservedMapper,
} from './vehicles/vehicle-refusals.ts'
export type {
  AssignParticipantSuccess as AssignParticipantSuccessMapper,
  ParticipantAlreadyAssigned as ParticipantAlreadyAssignedMapper,
  VehicleWithoutOwner as VehicleWithoutOwnerMapper,
} from './ownership/assign-participant.ts'
export type {
  PlateTaken as PlateTakenMapper,
  RegisterRetailSaleSuccess as RegisterRetailSaleSuccessMapper,
  TradeInRefused as TradeInRefusedMapper,
} from './retail-sales/sale-refusals.ts'
