import sql, { raw } from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import type { Changes, Topic } from './connector.ts'

/** Writes what an ERP told, many rows in one statement; of one that is told twice the later counts. */
type Save<Row> = (db: Queries, connection: string, rows: readonly Row[]) => Promise<unknown>

/** How the rows of each topic are kept. */
export const saveTold: { readonly [Name in Topic]: Save<Changes[Name]> } = {
  orders: (db, connection, rows) =>
    db.rows(sql`
      insert into erp_order (connection, number, production_number, product, statuses, state, planned_start, planned_end,
        actual_start, actual_end, revision)
      select ${connection}, number, "productionNumber", product, statuses, state, "plannedStart", "plannedEnd",
        "actualStart", "actualEnd", revision
      from json_to_recordset(${last(rows, row => row.number)}::json) as told (number text, "productionNumber" text,
        product text, statuses text[], state text, "plannedStart" timestamptz, "plannedEnd" timestamptz,
        "actualStart" timestamptz, "actualEnd" timestamptz, revision text)
      on conflict (connection, number) do update set production_number = excluded.production_number,
        product = excluded.product, statuses = excluded.statuses, state = excluded.state,
        planned_start = excluded.planned_start, planned_end = excluded.planned_end, actual_start = excluded.actual_start,
        actual_end = excluded.actual_end, revision = excluded.revision, told_at = now()`),
  stock: (db, connection, rows) =>
    db.rows(sql`
      insert into erp_stock (connection, part_number, plant_id, place, on_hand)
      select ${connection}, "partNumber", "plantId", place, "onHand"
      from json_to_recordset(${last(rows, row => JSON.stringify([row.partNumber, row.place]))}::json)
        as told ("partNumber" text, "plantId" text, place text, "onHand" numeric)
      on conflict (connection, part_number, place) do update set plant_id = excluded.plant_id, on_hand = excluded.on_hand,
        told_at = now()`),
  cars: (db, connection, rows) =>
    db.rows(sql`
      insert into erp_car (connection, vin, product, place)
      select ${connection}, vin, product, place
      from json_to_recordset(${last(rows, row => row.vin)}::json) as told (vin text, product text, place text)
      on conflict (connection, vin) do update set product = excluded.product, place = excluded.place, told_at = now()`),
  purchases: (db, connection, rows) =>
    db.rows(sql`
      insert into erp_purchase (connection, number, part_number, plant_id, supplier, quantity, received, due_on, status,
        ordered)
      select ${connection}, number, "partNumber", "plantId", supplier, quantity, received, "dueOn", status, ordered
      from json_to_recordset(${last(rows, row => row.number)}::json) as told (number text, "partNumber" text,
        "plantId" text, supplier text, quantity numeric, received numeric, "dueOn" date, status text, ordered boolean)
      on conflict (connection, number) do update set part_number = excluded.part_number, plant_id = excluded.plant_id,
        supplier = excluded.supplier, quantity = excluded.quantity, received = excluded.received,
        due_on = excluded.due_on, status = excluded.status, ordered = excluded.ordered, told_at = now()`),
}

const last = <Row>(rows: readonly Row[], keyOf: (row: Row) => string): string =>
  JSON.stringify([...new Map(rows.map(row => [keyOf(row), row])).values()])

const tables: { readonly [Name in Topic]: string } = {
  orders: 'erp_order',
  stock: 'erp_stock',
  cars: 'erp_car',
  purchases: 'erp_purchase',
}

/** When all there is has been told: what was told before, and was not told again, is gone. */
export async function forgetUntold(db: Queries, connection: string, topic: Topic): Promise<void> {
  await db.rows(sql`
    delete from ${raw(tables[topic])} as told using erp_mark as mark
    where told.connection = ${connection} and mark.connection = ${connection} and topic = ${topic}
      and told_at < whole_since`)
}
