import sql from 'sql-template-tag'
import { batched } from '#platform/batch.ts'
import type { Queries } from '#platform/database.ts'
import { grouped, keyed } from '#platform/rows.ts'
import type { ProductionState } from '../production/erp-statuses.ts'
import { findConnections } from './connection-store.ts'
import { waitingSteps } from './hand-over-store.ts'

export interface ErpOrderRow {
  readonly productionNumber: string
  readonly connection: string
  readonly number: string
  readonly statuses: readonly string[]
  readonly state: ProductionState | null
  readonly plannedStart: Date | null
  readonly plannedEnd: Date | null
  readonly actualStart: Date | null
  readonly actualEnd: Date | null
  readonly asOf: Date | null
}

/** Orders as ERPs told of them; those of plants that no connection serves, as the adapter's own tables have them now. */
async function findErpOrders(db: Queries, numbers: readonly string[]): Promise<ReadonlyMap<string, ErpOrderRow>> {
  const rows = await db.rows<ErpOrderRow>(sql`
    select distinct on (production_number) production_number as "productionNumber", connection, number, statuses, state,
      planned_start as "plannedStart", planned_end as "plannedEnd", actual_start as "actualStart",
      actual_end as "actualEnd", as_of as "asOf"
    from (
      select production_number, told.connection, number, statuses, state, planned_start, planned_end, actual_start,
        actual_end, as_of
      from erp_order as told
        left join erp_mark on erp_mark.connection = told.connection and topic = 'orders'
      union all
      select production_number, 'embedded', erp_order_number, erp_statuses, production_state, planned_start, planned_end, started_at,
        built_at, now()
      from production_order join vehicle using (production_number)
      where not exists (select from erp_connection where plant_id = any(plant_ids))) as told
    where production_number = any(${numbers}) order by production_number, number desc`)
  return keyed(rows, row => row.productionNumber)
}

export interface HandOverRow {
  readonly productionNumber: string
  readonly connection: string
  readonly number: string | null
  readonly waitsFor: 'PLACEMENT' | 'CANCELLATION' | 'DATES' | 'OPTIONS' | null
  readonly cancelledAt: Date | null
  readonly attempts: number
  readonly refusal: string | null
  readonly nextAttemptAt: Date | null
  readonly givenUpAt: Date | null
}

async function findHandOvers(db: Queries, numbers: readonly string[]): Promise<ReadonlyMap<string, HandOverRow>> {
  const rows = await db.rows<HandOverRow>(sql`
    select distinct on (production_number) production_number as "productionNumber", connection, erp_number as number,
      kind as "waitsFor", cancelled_at as "cancelledAt",
      case when step <> waits_for then 0 else attempts end as attempts,
      case when step <> waits_for then null else refusal end as refusal,
      case when step <> waits_for then now() when kind is not null and given_up_at is null then not_before end
        as "nextAttemptAt",
      case when step <> waits_for then null else given_up_at end as "givenUpAt"
    from erp_hand_over left join (${waitingSteps}) as waiting using (production_number, connection)
    where production_number = any(${numbers})`)
  return keyed(rows, row => row.productionNumber)
}

export interface ErpStockRow {
  readonly partNumber: string
  readonly connection: string
  readonly place: string
  readonly onHand: string
  readonly asOf: Date | null
}

async function findErpStock(
  db: Queries,
  partNumbers: readonly string[],
): Promise<ReadonlyMap<string, readonly ErpStockRow[]>> {
  const rows = await db.rows<ErpStockRow>(sql`
    select part_number as "partNumber", told.connection, place, on_hand as "onHand", as_of as "asOf"
    from erp_stock as told
      left join erp_mark on erp_mark.connection = told.connection and topic = 'stock'
    where part_number = any(${partNumbers}) order by told.connection, place`)
  return grouped(partNumbers, rows, row => row.partNumber)
}

export interface ErpPurchaseRow {
  readonly partNumber: string
  readonly connection: string
  readonly number: string
  readonly supplier: string | null
  readonly quantity: string
  readonly received: string
  readonly dueOn: string | null
  readonly status: string
  readonly ordered: boolean
}

async function findErpPurchases(
  db: Queries,
  partNumbers: readonly string[],
): Promise<ReadonlyMap<string, readonly ErpPurchaseRow[]>> {
  const rows = await db.rows<ErpPurchaseRow>(sql`
    select part_number as "partNumber", connection, number, supplier, quantity, received,
      due_on as "dueOn", status, ordered
    from erp_purchase where part_number = any(${partNumbers}) order by due_on nulls last, connection, number`)
  return grouped(partNumbers, rows, row => row.partNumber)
}

export interface ErpCarRow {
  readonly vin: string
  readonly connection: string
  readonly place: string | null
  readonly asOf: Date | null
}

async function findErpCars(db: Queries, vins: readonly string[]): Promise<ReadonlyMap<string, readonly ErpCarRow[]>> {
  const rows = await db.rows<ErpCarRow>(sql`
    select vin, told.connection, place, as_of as "asOf"
    from erp_car as told left join erp_mark on erp_mark.connection = told.connection and topic = 'cars'
    where vin = any(${vins}) order by told.connection`)
  return grouped(vins, rows, row => row.vin)
}

export const erpOrderOf = batched((ctx, numbers: readonly string[]) => findErpOrders(ctx.db, numbers))
export const handOverOf = batched((ctx, numbers: readonly string[]) => findHandOvers(ctx.db, numbers))
export const erpStockOfPart = batched((ctx, numbers: readonly string[]) => findErpStock(ctx.db, numbers))
export const erpPurchasesOfPart = batched((ctx, numbers: readonly string[]) => findErpPurchases(ctx.db, numbers))
export const erpStockOfCar = batched((ctx, vins: readonly string[]) => findErpCars(ctx.db, vins))
export const connectionNamed = batched((ctx, names: readonly string[]) => findConnections(ctx.db, names))
