import type { QualityLimit } from '../../../subgraphs/erp-adapter/quality/judge-quality.ts'
import type { LoggedEvent } from '../../../subgraphs/erp-adapter/vehicles/car-event.ts'
import type { OptionRow } from '../../../subgraphs/erp-adapter/models/model-store.ts'
import { statement } from './statement.ts'

export interface Name {
  readonly nameEn: string | null
  readonly nameZh: string | null
}

export interface CarRow {
  readonly vin: string
  readonly productionNumber: string
  readonly plate: string | null
  readonly engineNumber: string | null
  readonly startedAt: Date | null
  readonly builtAt: Date | null
  readonly status: string
  readonly statusSince: Date
  readonly availability: string
  readonly whereabouts: string
  readonly whereaboutsSince: Date
  readonly placeId: string | null
  readonly placeNameEn: string | null
  readonly placeNameZh: string | null
  readonly productionState: string
  readonly skippedStations: readonly Name[]
  readonly modelCode: string
  readonly brand: string
  readonly modelNameEn: string
  readonly modelNameZh: string
  readonly modelYear: number
  readonly limits: readonly QualityLimit[]
  readonly erpOrderNumber: string
  readonly optionCodes: readonly string[]
  readonly plannedStart: Date | null
  readonly plannedEnd: Date | null
  readonly plantId: string
  readonly plantNameEn: string
  readonly plantNameZh: string
  readonly orderId: string | null
  readonly placedAt: Date | null
  readonly orderDealerId: string | null
  readonly orderDealerName: string | null
}

/** The car with its model, plant, order and plate. */
export const readCar = statement<CarRow>(
  'car',
  `select vehicle.vin, vehicle.production_number as "productionNumber", plate.plate,
     engine_number as "engineNumber", started_at as "startedAt", built_at as "builtAt", vehicle.status,
     status_since as "statusSince", availability, whereabouts, whereabouts_since as "whereaboutsSince",
     place_id as "placeId", place.name_en as "placeNameEn", place.name_zh as "placeNameZh",
     production_state as "productionState",
     (select coalesce(jsonb_agg(jsonb_build_object('nameEn', name_en, 'nameZh', name_zh) order by position), '[]')
       from erp_adapter.production_alarm as alarm
         left join erp_adapter.place as station on station.id = alarm.station_id
         left join erp_adapter.route_step on route_step.model_code = model.code and version = route_version
           and route_step.station_id = alarm.station_id
       where alarm.production_number = vehicle.production_number and alarm.kind = 'STATION_SKIPPED'
         and cleared_at is null) as "skippedStations",
     model.code as "modelCode", brand, model.name_en as "modelNameEn", model.name_zh as "modelNameZh",
     model_year as "modelYear",
     (select coalesce(jsonb_agg(jsonb_build_object(
         'measure', measure, 'unit', unit, 'minimum', minimum, 'maximum', maximum)), '[]')
       from erp_adapter.quality_limit where model_code = model.code and version = quality_version) as limits,
     erp_order_number as "erpOrderNumber", option_codes as "optionCodes", planned_start as "plannedStart",
     planned_end as "plannedEnd", plant.id as "plantId", plant.name_en as "plantNameEn", plant.name_zh as "plantNameZh",
     vehicle.order_id as "orderId", placed_at as "placedAt", dealer.id as "orderDealerId",
     dealer.name as "orderDealerName"
   from erp_adapter.vehicle
     join erp_adapter.production_order using (production_number)
     join erp_adapter.vehicle_model as model on model.code = vehicle.model_code
     join erp_adapter.place as plant on plant.id = production_order.plant_id
     left join erp_adapter.place on place.id = vehicle.place_id
     left join sales.vehicle_plate as plate on plate.vin = vehicle.vin and plate.valid_until is null
     left join sales.sales_order on sales_order.id = vehicle.order_id
     left join sales.dealer on dealer.id = sales_order.dealer_id
   where vehicle.vin = $1`,
)

/** What can be chosen on the car's model. */
export const readOptions = statement<OptionRow>(
  'options',
  `select option.model_code as "modelCode", code, family, choice_zh as "choiceZh", choice_en as "choiceEn", standard
   from erp_adapter.vehicle join erp_adapter.model_option as option using (model_code)
   where vin = $1 order by family, code`,
)

export interface EventRow extends LoggedEvent {
  readonly stationNameEn: string | null
  readonly stationNameZh: string | null
  readonly locationNameEn: string | null
  readonly locationNameZh: string | null
}

/** What the factory and its carriers reported of the car, with the names of the places. */
export const readEvents = statement<EventRow>(
  'events',
  `select production_number as "productionNumber", event_id as "eventId", declares_error as "declaresError", action,
     event_time as "eventTime", recorded_at as "recordedAt", biz_step as "bizStep", disposition,
     read_point as "readPoint", biz_location as "bizLocation", station.shop, location.kind as "placeKind", pass,
     source_code as "sourceCode", event_log.vin, tag, event_log.engine_number as "engineNumber",
     coalesce(measurements, '[]') as measurements,
     station.name_en as "stationNameEn", station.name_zh as "stationNameZh",
     location.name_en as "locationNameEn", location.name_zh as "locationNameZh"
   from erp_adapter.vehicle
     join erp_adapter.event_log using (production_number)
     left join erp_adapter.place as station on station.id = read_point
     left join erp_adapter.place as location on location.id = biz_location
   where vehicle.vin = $1`,
)
