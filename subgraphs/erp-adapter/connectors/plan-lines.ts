import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import type { Topic } from './connector.ts'

type Settle = (db: Queries, connection: string) => Promise<unknown>

/**
 * Makes what an ERP has told, once a topic is read to its end, into the lines that material plans net against: of the
 * plants that it serves and the parts that are known here.
 */
export const planLines: { readonly [Name in Topic]?: Settle } = {
  stock: (db, connection) =>
    db.rows(sql`
      with told as (
        select part_number, erp_stock.plant_id, greatest(sum(on_hand), 0) as on_hand
        from erp_stock
          join erp_connection on name = connection and erp_stock.plant_id = any(plant_ids)
          join part on part.number = part_number
          join place on place.id = erp_stock.plant_id
        where connection = ${connection} group by 1, 2
      ), gone as (
        delete from part_stock as line
        where connection = ${connection}
          and not exists (select from told where told.part_number = line.part_number and told.plant_id = line.place_id)
      )
      insert into part_stock as line (part_number, place_id, on_hand, connection)
      select part_number, plant_id, on_hand, ${connection} from told
      on conflict (part_number, place_id) do update set on_hand = excluded.on_hand, connection = excluded.connection,
        reserved = least(line.reserved, excluded.on_hand)
      where (line.on_hand, line.connection) is distinct from (excluded.on_hand, excluded.connection)`),
  purchases: (db, connection) =>
    db.rows(sql`
      with told as (
        select connection || '/' || erp_purchase.number as number, erp_purchase.plant_id, part_number, supplier, quantity,
          received, due_on
        from erp_purchase
          join erp_connection on name = connection and erp_purchase.plant_id = any(plant_ids)
          join part on part.number = part_number
          join place on place.id = erp_purchase.plant_id
        where connection = ${connection} and ordered and supplier is not null and due_on is not null
          and received < quantity
      ), met as (
        -- A supplier that only the ERP knows bears the name that it has there.
        insert into supplier (id, name_zh, name_en) select distinct supplier, supplier, supplier from told
        on conflict do nothing
      ), gone as (
        delete from open_purchase
        where connection = ${connection} and not exists (select from told where told.number = open_purchase.number)
      )
      insert into open_purchase as line (number, plant_id, part_number, supplier_id, quantity, received, due_on, connection)
      select number, plant_id, part_number, supplier, quantity, received, due_on, ${connection} from told
      on conflict (number) do update set plant_id = excluded.plant_id, part_number = excluded.part_number,
        supplier_id = excluded.supplier_id, quantity = excluded.quantity, received = excluded.received,
        due_on = excluded.due_on, cancelled = false, connection = excluded.connection
      where (line.plant_id, line.part_number, line.supplier_id, line.quantity, line.received, line.due_on)
        is distinct from (excluded.plant_id, excluded.part_number, excluded.supplier_id, excluded.quantity,
          excluded.received, excluded.due_on)`),
}
