import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { due, putOff as putOffBy, tryAnew } from '#platform/put-off.ts'
import type { OrderToBuild } from './connector.ts'

/** Of an order that an ERP refuses. */
const patience = { firstPause: 2, longestPause: 3600, mostAttempts: 8 }

/** Orders of the plants that an ERP serves are on their way to it from now on. */
export async function beginHandOver(db: Queries, connection: string): Promise<void> {
  await db.rows(sql`
    insert into erp_hand_over (production_number, connection)
    select production_number, name
    from erp_connection
      join production_order on plant_id = any(plant_ids)
      join vehicle using (production_number)
    where name = ${connection} and status in ('ORDERED', 'ACCEPTED', 'SCHEDULED')
      and not exists (select from erp_hand_over as begun where begun.production_number = production_order.production_number)
    on conflict do nothing`)
}

/** The orders that an ERP is to be given now, those that wait longest first. */
export async function dueHandOvers(db: Queries, connection: string, most: number): Promise<OrderToBuild[]> {
  return db.rows<OrderToBuild>(sql`
    select production_number as "productionNumber", model_code as "modelCode", plant_id as "plantId",
      option_codes as "optionCodes", order_id as "salesOrderId", planned_start as "plannedStart", planned_end as "plannedEnd"
    from erp_hand_over
      join production_order using (production_number)
      join (select production_number, order_id from vehicle) as car using (production_number)
    where connection = ${connection} and erp_number is null and ${due}
    order by not_before, production_number limit ${most}`)
}

export interface HandedOver {
  readonly productionNumber: string
  readonly erpNumber: string
}

export async function saveHandedOver(db: Queries, { productionNumber, erpNumber }: HandedOver): Promise<void> {
  await db.rows(sql`
    update erp_hand_over set erp_number = ${erpNumber}, refusal = null where production_number = ${productionNumber}`)
}

/** Puts an order off that an ERP refused: 2, 4, 8 … seconds, up to an hour; in the end it is given up. */
export async function putOff(db: Queries, productionNumber: string, refusal: string): Promise<void> {
  await db.rows(sql`
    update erp_hand_over set refusal = ${refusal}, ${putOffBy(patience)}
    where production_number = ${productionNumber}`)
}

/** Tries an order again that was given up; false when none of the number was. */
export async function tryAgain(db: Queries, productionNumber: string): Promise<boolean> {
  const found = await db.row(sql`
    update erp_hand_over set ${tryAnew}
    where production_number = ${productionNumber} and given_up_at is not null returning true as found`)
  return found !== undefined
}
