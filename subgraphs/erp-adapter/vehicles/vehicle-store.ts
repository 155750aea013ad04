import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { pagesOf } from '#platform/pages.ts'
import { keyed } from '#platform/rows.ts'
import type { ProductionState } from '../production/erp-statuses.ts'
import type { Availability } from './availability.ts'
import { inScope } from './in-scope.ts'
import { meeting, type VehicleCriteria } from './meeting.ts'
import { comesAfter, orderedBy, type VehicleSort } from './vehicle-sort.ts'
import type { VehicleStatus } from './vehicle-status.ts'
import type { WhereaboutsKind } from './whereabouts.ts'

/** A car and the order that it is built by: one row, since neither is without the other. */
export interface VehicleRow {
  readonly productionNumber: string
  readonly vin: string | null
  readonly modelCode: string
  readonly engineNumber: string | null
  readonly bodyTag: string | null
  readonly status: VehicleStatus
  readonly statusSince: Date
  readonly startedAt: Date | null
  readonly builtAt: Date | null
  readonly whereabouts: WhereaboutsKind
  readonly placeId: string | null
  readonly whereaboutsSince: Date
  readonly availability: Availability
  readonly blockedBy: readonly string[]
  readonly erpStatuses: readonly string[]
  readonly productionState: ProductionState
  readonly orderId: string | null
  readonly erpOrderNumber: string
  readonly plantId: string
  readonly optionCodes: readonly string[]
  readonly plannedStart: Date | null
  readonly plannedEnd: Date | null
  readonly changeFreezeAt: Date | null
  readonly createdAt: Date
  /** Versions of the model's route and quality plan; null until scheduled or begun. */
  readonly routeVersion: number | null
  readonly qualityVersion: number | null
}

/** The columns of a `VehicleRow`, of `vehicle` joined with `production_order`. */
export const vehicleColumns = sql`
  production_number as "productionNumber", vin, vehicle.model_code as "modelCode", engine_number as "engineNumber",
  body_tag as "bodyTag", status, status_since as "statusSince", started_at as "startedAt", built_at as "builtAt",
  whereabouts, place_id as "placeId", whereabouts_since as "whereaboutsSince", availability,
  blocked_by as "blockedBy", erp_statuses as "erpStatuses", production_state as "productionState",
  order_id as "orderId", erp_order_number as "erpOrderNumber", plant_id as "plantId", option_codes as "optionCodes",
  planned_start as "plannedStart", planned_end as "plannedEnd", change_freeze_at as "changeFreezeAt",
  created_at as "createdAt", route_version as "routeVersion",
  quality_version as "qualityVersion"`

const vehicles = sql`select ${vehicleColumns} from vehicle join production_order using (production_number)`

export async function findByVin(db: Queries, vins: readonly string[]): Promise<ReadonlyMap<string, VehicleRow>> {
  const rows = await db.rows<VehicleRow & { vin: string }>(sql`${vehicles} where vin = any(${vins})`)
  return keyed(rows, row => row.vin)
}

export async function findByProductionNumber(
  db: Queries,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, VehicleRow>> {
  const rows = await db.rows<VehicleRow>(sql`${vehicles} where production_number = any(${numbers})`)
  return keyed(rows, row => row.productionNumber)
}

export async function findByOrder(db: Queries, orderIds: readonly string[]): Promise<ReadonlyMap<string, VehicleRow>> {
  const rows = await db.rows<VehicleRow & { orderId: string }>(sql`${vehicles} where order_id = any(${orderIds})`)
  return keyed(rows, row => row.orderId)
}

/** The car that took the tag last. */
export async function findByTag(db: Queries, tag: string): Promise<VehicleRow | null> {
  const row = await db.row<VehicleRow>(sql`${vehicles} where body_tag = ${tag} order by tag_bound_at desc limit 1`)
  return row ?? null
}

/** Which cars are listed, and in which order. */
export interface VehicleQuestion {
  readonly criteria: VehicleCriteria
  readonly sort: VehicleSort
}

/** One page of the cars that meet all criteria given. */
export async function pageOfVehicles(
  db: Queries,
  { criteria, sort }: VehicleQuestion,
  page: Page,
): Promise<VehicleRow[]> {
  return db.rows<VehicleRow>(
    sql`
      ${vehicles}
      where ${meeting(criteria)} and ${comesAfter(sort, page.after)}
      order by ${orderedBy(sort)} limit ${page.limit + 1}`,
    { plan: 'anew' },
  )
}

/** For each dealer one page of the unsold cars in his places, those that came last first; of others in scope alone. */
export const pagesOfDealerStock = (
  db: Queries,
  dealerIds: readonly string[],
  { scope, page }: { readonly scope: string | null; readonly page: Page },
) =>
  pagesOf(db, dealerIds, {
    page,
    order: {
      by: sql`whereabouts_since`,
      id: sql`production_number`,
      descending: true,
      positionOf: ({ whereaboutsSince, productionNumber }: VehicleRow) => ({
        sort: whereaboutsSince.toISOString(),
        id: productionNumber,
      }),
    },
    rows: sql`
      select ${vehicleColumns}
      from vehicle join production_order using (production_number)
      where place_id in (select place.id from place where place.dealer_id = parent.id)
        and whereabouts = 'DEALER' and availability <> 'SOLD' and ${inScope(scope)}`,
  })
