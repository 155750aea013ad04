import { statement } from '../flagship/by-hand/statement.ts'

interface RoleRow {
  readonly role: string
  readonly from: Date
  readonly until: Date | null
  readonly vin: string
  readonly plate: string | null
  readonly status: string
  readonly nameEn: string
  readonly nameZh: string
  readonly recalls: readonly string[]
}

/** The twenty newest roles of a customer on cars, with each car's open recalls. */
export const readRoles = statement<RoleRow>(
  'roles',
  `select role, valid_from as "from", valid_until as "until", held.vin, status, name_en as "nameEn", name_zh as "nameZh",
     (select plate from sales.vehicle_plate where vehicle_plate.vin = held.vin and valid_until is null) as plate,
     array(select title from service.recall_vehicle join service.recall on recall.id = recall_id
       where recall_vehicle.vin = held.vin and completed_at is null and recall.status = 'OPEN'
       order by opened_at desc, recall_id desc) as recalls
   from (
       select * from sales.vehicle_participant where customer_id = $1 order by valid_from desc, id desc limit 20) as held
     join erp_adapter.vehicle on vehicle.vin = held.vin
     join erp_adapter.vehicle_model on code = model_code
   order by valid_from desc, held.id desc`,
)

interface LeadRow {
  readonly status: string
  readonly channel: string
  readonly modelCode: string | null
  readonly capturedAt: Date
  readonly respondedAt: Date | null
  readonly dealer: string | null
  readonly category: string | null
  readonly cycleStatus: string | null
}

export const readLeads = statement<LeadRow>(
  'leads',
  `select lead.status, channel, lead.model_code as "modelCode", captured_at as "capturedAt", responded_at as "respondedAt",
     dealer.name as dealer, category, sales_cycle.status as "cycleStatus"
   from (select * from sales.lead where customer_id = $1 order by captured_at desc, id desc limit 5) as lead
     left join sales.dealer on dealer.id = lead.dealer_id
     left join sales.sales_cycle on lead_id = lead.id
   order by captured_at desc, lead.id desc`,
)

interface OrderRow {
  readonly id: string
  readonly kind: string
  readonly status: string
  readonly placedAt: Date
  readonly promisedAt: Date | null
  readonly amount: string
  readonly currency: string
  readonly dealer: string
  readonly productionNumber: string | null
  readonly state: string | null
  readonly plannedEnd: Date | null
}

export const readOrders = statement<OrderRow>(
  'orders',
  `select sales_order.id, kind, sales_order.status, placed_at as "placedAt", promised_at as "promisedAt",
     price_amount as amount, price_currency as currency, dealer.name as dealer,
     vehicle.production_number as "productionNumber", production_state as state, planned_end as "plannedEnd"
   from (select * from sales.sales_order where customer_id = $1 order by placed_at desc, id desc limit 20) as sales_order
     join sales.dealer on dealer.id = dealer_id
     left join erp_adapter.vehicle on vehicle.order_id = sales_order.id
     left join erp_adapter.production_order on production_order.production_number = vehicle.production_number
   order by placed_at desc, sales_order.id desc`,
)
