import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { grouped, keyed } from '#platform/rows.ts'
import type { QualityLimit } from '../quality/judge-quality.ts'
import { askedVersions } from './version-store.ts'

export interface ModelRow {
  readonly code: string
  readonly brand: string
  readonly nameZh: string
  readonly nameEn: string
  readonly series: string
  readonly modelYear: number
  readonly plantId: string
}

export interface OptionRow {
  readonly modelCode: string
  readonly code: string
  readonly family: string
  readonly choiceZh: string
  readonly choiceEn: string
  readonly standard: boolean
}

export interface RouteStepRow {
  readonly position: number
  readonly stationId: string
  readonly required: boolean
  readonly instructionZh: string
  readonly instructionEn: string
}

const models = sql`
  select code, brand, name_zh as "nameZh", name_en as "nameEn", series, model_year as "modelYear", plant_id as "plantId"
  from vehicle_model`

export async function findModels(db: Queries, codes: readonly string[]): Promise<ReadonlyMap<string, ModelRow>> {
  return keyed(await db.rows<ModelRow>(sql`${models} where code = any(${codes})`), row => row.code)
}

export async function pageOfModels(db: Queries, page: Page): Promise<ModelRow[]> {
  return db.rows<ModelRow>(sql`
    ${models} where (${page.after?.id ?? null}::text is null or code > ${page.after?.id ?? null})
    order by code limit ${page.limit + 1}`)
}

export async function findOptions(
  db: Queries,
  modelCodes: readonly string[],
): Promise<ReadonlyMap<string, readonly OptionRow[]>> {
  const rows = await db.rows<OptionRow>(sql`
    select model_code as "modelCode", code, family, choice_zh as "choiceZh", choice_en as "choiceEn", standard
    from model_option where model_code = any(${modelCodes}) order by family, code`)
  return grouped(modelCodes, rows, row => row.modelCode)
}

/** The steps of routes by the keys of their versions, in the order of each route. */
export async function findRoutes(
  db: Queries,
  keys: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, readonly RouteStepRow[]>> {
  const rows = await db.rows<RouteStepRow & { key: string }>(sql`
    select key, position, station_id as "stationId", required,
      instruction_zh as "instructionZh", instruction_en as "instructionEn"
    from ${askedVersions('ROUTE', keys, now)} join route_step using (model_code, version) order by position`)
  return grouped(keys, rows, row => row.key)
}

/** The limits of quality plans by the keys of their versions, by measure. */
export async function findQualityPlans(
  db: Queries,
  keys: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, readonly QualityLimit[]>> {
  const rows = await db.rows<QualityLimit & { key: string }>(sql`
    select key, measure, unit, minimum, maximum
    from ${askedVersions('QUALITY_PLAN', keys, now)} join quality_limit using (model_code, version) order by measure`)
  return grouped(keys, rows, row => row.key)
}
