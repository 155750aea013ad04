import sql, { join, type Sql } from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { pagesOf } from '#platform/pages.ts'
import { keyed } from '#platform/rows.ts'
import { inScope } from '../vehicles/in-scope.ts'
import { vehicleColumns, type VehicleRow } from '../vehicles/vehicle-store.ts'

export type ShipmentStatus = 'LOADING' | 'UNDER_WAY' | 'UNLOADING' | 'ARRIVED'

/** A load of cars, as its cars leave it. */
export interface ShipmentRow {
  readonly id: string
  readonly status: ShipmentStatus
  readonly cars: number
  readonly fromPlace: string | null
  readonly toPlace: string | null
  readonly loadedAt: Date
  readonly departedAt: Date | null
  readonly expectedAt: Date | null
  readonly arrivedAt: Date | null
}

const columns = sql`
  shipment.id, shipment.status, cars, shipment.from_place as "fromPlace", shipment.to_place as "toPlace",
  shipment.loaded_at as "loadedAt", shipment.departed_at as "departedAt", shipment.expected_at as "expectedAt",
  arrived_at as "arrivedAt"`

/** Shipments by id; of those to a dealer's places alone when one is named. */
export async function findShipments(
  db: Queries,
  ids: readonly string[],
  scope: string | null,
): Promise<ReadonlyMap<string, ShipmentRow>> {
  const rows = await db.rows<ShipmentRow>(
    sql`select ${columns} from shipment where id = any(${ids}) and ${toDealers(scope === null ? null : [scope])}`,
  )
  return keyed(rows, row => row.id)
}

/** The shipments that cars are on, by production number. */
export async function findShipmentsOfCars(
  db: Queries,
  productionNumbers: readonly string[],
): Promise<ReadonlyMap<string, ShipmentRow>> {
  const rows = await db.rows<ShipmentRow & { productionNumber: string }>(sql`
    select production_number as "productionNumber", ${columns}
    from shipment_leg join shipment on shipment.id = shipment_id
    where production_number = any(${productionNumbers}) and unloaded_at is null`)
  return keyed(rows, row => row.productionNumber)
}

export interface ShipmentCriteria {
  readonly status?: readonly ShipmentStatus[] | null
  readonly from?: readonly string[] | null
  readonly to?: readonly string[] | null
  readonly dealerId?: readonly string[] | null
  readonly late?: boolean | null
}

export interface ShipmentQuestion {
  readonly criteria: ShipmentCriteria
  /** The dealer to whose places they go; null asks for all. */
  readonly scope: string | null
  /** The moment from which lateness is told. */
  readonly now: Date
}

/** One page of the shipments that meet all criteria given, those loaded last first. */
export async function pageOfShipments(
  db: Queries,
  { criteria: { status, from, to, dealerId, late }, scope, now }: ShipmentQuestion,
  { after, limit }: Page,
): Promise<ShipmentRow[]> {
  const isLate = sql`(status <> 'ARRIVED' and coalesce(expected_at < ${now}, false))`
  const conditions = [
    status && sql`status = any(${status})`,
    from && sql`from_place = any(${from})`,
    to && sql`to_place = any(${to})`,
    late == null ? null : sql`${isLate} = ${late}`,
    after && sql`(loaded_at, id) < (${after.sort}::timestamptz, ${after.id})`,
    toDealers(dealerId ?? null),
    toDealers(scope === null ? null : [scope]),
  ].filter(condition => condition != null)
  return db.rows<ShipmentRow>(sql`
    select ${columns} from shipment where ${join(conditions, ' and ')}
    order by loaded_at desc, id desc limit ${limit + 1}`)
}

const toDealers = (dealerIds: readonly string[] | null): Sql =>
  dealerIds === null
    ? sql`true`
    : sql`to_place in (select place.id from place where place.dealer_id = any(${dealerIds}))`

/** For each shipment one page of its cars, by production number; of those in a dealer's scope when one is named. */
export const pagesOfShippedCars = (
  db: Queries,
  shipmentIds: readonly string[],
  { scope, page }: { readonly scope: string | null; readonly page: Page },
) =>
  pagesOf(db, shipmentIds, {
    page,
    order: {
      by: sql`production_number`,
      type: 'text',
      positionOf: ({ productionNumber }: VehicleRow) => ({ sort: productionNumber, id: productionNumber }),
    },
    rows: sql`
      select ${vehicleColumns}
      from shipment_leg join vehicle using (production_number) join production_order using (production_number)
      where shipment_id = parent.id and not stayed and ${inScope(scope)}`,
  })
