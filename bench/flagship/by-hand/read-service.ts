import type { CasePriority, CaseKind, CaseStatus } from '../../../subgraphs/service/cases/case.ts'
import type { Cover } from '../../../subgraphs/service/warranty/warranty.ts'
import { statement } from './statement.ts'

/** The terms of the warranty that hold for the car, and its last odometer reading. */
export const readCover = statement<Cover>(
  'cover',
  `select covered.vin, delivered_on as "deliveredOn",
     (delivered_on + make_interval(months => terms.months) - interval '1 day')::date as "endsOn",
     terms.km as "endsAtKm", reading.km as "lastOdometerKm"
   from service.covered_vehicle as covered
     cross join lateral (
       select months, km from service.warranty_terms
       where warranty_terms.model_code in (covered.model_code, '*') and valid_from <= coalesce(delivered_on, current_date)
       order by warranty_terms.model_code = '*', valid_from desc limit 1) as terms
     left join lateral (
       select km from service.odometer_reading where odometer_reading.vin = covered.vin
       order by read_at desc, service_order_id desc limit 1) as reading on true
   where covered.vin = $1`,
)

export interface ServiceRow {
  readonly id: string
  readonly status: string
  readonly payType: string
  readonly inAt: Date
  readonly outAt: Date | null
  readonly odometerKm: number
  readonly complaint: string
  readonly cause: string | null
  readonly amount: string
  readonly currency: string
  readonly stationName: string
  readonly stationCity: string
  readonly dealerId: string
  readonly dealerName: string | null
}

/** The 200 last visits to a workshop. */
export const readServices = statement<ServiceRow>(
  'services',
  `select service_order.id, status, pay_type as "payType", in_at as "inAt", out_at as "outAt",
     odometer_km as "odometerKm", complaint, cause, price_amount as amount, service_order.currency,
     station.name as "stationName", station.city as "stationCity", station.dealer_id as "dealerId",
     dealer.name as "dealerName"
   from service.service_order
     join service.station on station.id = station_id
     left join sales.dealer on dealer.id = station.dealer_id
   where vin = $1 order by in_at desc, service_order.id desc limit 200`,
)

export interface OperationRow {
  readonly orderId: string
  readonly code: string
  readonly description: string
  readonly labourHours: string
}

export const readOperations = statement<OperationRow>(
  'operations',
  `select service_order_id as "orderId", code, description, labour_hours as "labourHours"
   from service.service_order join service.service_operation on service_order_id = service_order.id
   where vin = $1 order by position`,
)

export interface PartRow {
  readonly orderId: string
  readonly number: string
  readonly name: string
  readonly quantity: string
  readonly faultCode: string | null
}

export const readParts = statement<PartRow>(
  'parts',
  `select service_order_id as "orderId", number, name, quantity, fault_code as "faultCode"
   from service.service_order join service.service_part on service_order_id = service_order.id
   where vin = $1 order by position`,
)

export interface RecallRow {
  readonly addedAt: Date
  readonly id: string
  readonly title: string
  readonly remedy: string
}

/** The recalls that are still to be done on the car. */
export const readRecalls = statement<RecallRow>(
  'recalls',
  `select added_at as "addedAt", id, title, remedy
   from service.recall_vehicle join service.recall on recall.id = recall_id
   where vin = $1 and completed_at is null and status = 'OPEN' order by opened_at desc, recall_id desc`,
)

/** An open case, once for each status that it came to. */
export interface CaseRow {
  readonly id: string
  readonly kind: CaseKind
  readonly priority: CasePriority
  readonly status: CaseStatus
  readonly subject: string
  readonly openedAt: Date
  readonly slaMinutes: number
  readonly changedTo: CaseStatus
  readonly at: Date
}

/** The twenty open cases of the car that were opened last, with their history. */
export const readCases = statement<CaseRow>(
  'cases',
  `select found.id, kind, priority, found.status, subject, opened_at as "openedAt", sla_minutes as "slaMinutes",
     change.status as "changedTo", change.at
   from (
       select * from service.service_case where vin = $1 and status not in ('SOLVED', 'CLOSED')
       order by opened_at desc, id desc limit 20) as found
     join service.case_status_change as change on change.case_id = found.id
   order by opened_at desc, found.id desc, position`,
)
