import type { OptionRow } from '../../subgraphs/erp-adapter/models/model-store.ts'
import { statement } from '../flagship/by-hand/statement.ts'

export interface CarRow {
  readonly productionNumber: string
  readonly status: string
  readonly state: string
  readonly plannedEnd: Date | null
  readonly optionCodes: readonly string[]
  readonly modelNameEn: string
}

// The car that took the tag last; each statement begins with it, so that all go out at once.
const car = `(select * from erp_adapter.vehicle where body_tag = $1 order by tag_bound_at desc limit 1) as car
  join erp_adapter.production_order as placed using (production_number)`

export const readCar = statement<CarRow>(
  'car',
  `select production_number as "productionNumber", status, production_state as state, planned_end as "plannedEnd",
     option_codes as "optionCodes", name_en as "modelNameEn"
   from ${car} join erp_adapter.vehicle_model on code = car.model_code`,
)

export interface StepRow {
  readonly position: number
  readonly required: boolean
  readonly instructionZh: string
  readonly instructionEn: string
  readonly id: string
  readonly nameEn: string
  readonly passedAt: Date | null
}

/** The stations of the car's route, each with the moment at which the car was first read there. */
export const readSteps = statement<StepRow>(
  'steps',
  `select position, required, instruction_zh as "instructionZh", instruction_en as "instructionEn", id,
     name_en as "nameEn", passed_at as "passedAt"
   from ${car}
     join erp_adapter.route_step on route_step.model_code = car.model_code and version = route_version
     join erp_adapter.place on place.id = station_id
     left join (
       select read_point, min(event_time) as passed_at from erp_adapter.event_log as event
       where production_number = (
           select production_number from erp_adapter.vehicle where body_tag = $1 order by tag_bound_at desc limit 1)
         and not declares_error
         and not exists (
           select from erp_adapter.event_log as wrong where wrong.event_id = event.event_id and wrong.declares_error)
       group by read_point) as passed on read_point = station_id
   order by position`,
)

export const readOptions = statement<OptionRow>(
  'options',
  `select option.model_code as "modelCode", code, family, choice_zh as "choiceZh", choice_en as "choiceEn", standard
   from ${car} join erp_adapter.model_option as option on option.model_code = car.model_code order by family, code`,
)

export interface LimitRow {
  readonly measure: string
  readonly unit: string
  readonly minimum: number | null
  readonly maximum: number | null
}

export const readLimits = statement<LimitRow>(
  'limits',
  `select measure, unit, minimum, maximum
   from ${car}
     join erp_adapter.quality_limit as passing on passing.model_code = car.model_code and version = quality_version
   order by measure`,
)
