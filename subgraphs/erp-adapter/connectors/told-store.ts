import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import type { Changes, Topic } from './connector.ts'

/** Writes what an ERP told, many rows in one statement; of one that is told twice the later counts. */
type Save<Row> = (db: Queries, connection: string, rows: readonly Row[]) => Promise<unknown>

/** How the rows of each topic are kept. */
export const saveTold: { readonly [Name in Topic]: Save<Changes[Name]> } = {
  orders: (db, connection, rows) =>
    db.rows(sql`
      insert into erp_order (connection, number, production_number, product, statuses, planned_start, planned_end, revision)
      select ${connection}, number, "productionNumber", product, statuses, "plannedStart", "plannedEnd", revision
      from jsonb_to_recordset(${last(rows, row => row.number)}::jsonb) as told (number text, "productionNumber" text,
        product text, statuses text[], "plannedStart" timestamptz, "plannedEnd" timestamptz, revision text)
      on conflict (connection, number) do update set production_number = excluded.production_number,
        product = excluded.product, statuses = excluded.statuses, planned_start = excluded.planned_start,
        planned_end = excluded.planned_end, revision = excluded.revision`),
  stock: (db, connection, rows) =>
    db.rows(sql`
      insert into erp_stock (connection, part_number, place, on_hand)
      select ${connection}, "partNumber", place, "onHand"
      from jsonb_to_recordset(${last(rows, row => `${row.partNumber} ${row.place}`)}::jsonb)
        as told ("partNumber" text, place text, "onHand" numeric)
      on conflict (connection, part_number, place) do update set on_hand = excluded.on_hand`),
  cars: (db, connection, rows) =>
    db.rows(sql`
      insert into erp_car (connection, vin, product, place)
      select ${connection}, vin, product, place
      from jsonb_to_recordset(${last(rows, row => row.vin)}::jsonb) as told (vin text, product text, place text)
      on conflict (connection, vin) do update set product = excluded.product, place = excluded.place`),
  purchases: (db, connection, rows) =>
    db.rows(sql`
      insert into erp_purchase (connection, number, part_number, supplier, quantity, due_on, status)
      select ${connection}, number, "partNumber", supplier, quantity, "dueOn", status
      from jsonb_to_recordset(${last(rows, row => row.number)}::jsonb) as told (number text, "partNumber" text,
        supplier text, quantity numeric, "dueOn" date, status text)
      on conflict (connection, number) do update set part_number = excluded.part_number,
        supplier = excluded.supplier, quantity = excluded.quantity, due_on = excluded.due_on, status = excluded.status`),
}

const last = <Row>(rows: readonly Row[], keyOf: (row: Row) => string): string =>
  JSON.stringify([...new Map(rows.map(row => [keyOf(row), row])).values()])
