import sql, { type Sql } from 'sql-template-tag'

/** What is free of each part at a plant and in its yards, as rows of `part_number` and `quantity`. */
export const freeStock = (plantId: string): Sql => sql`
  select part_number, sum(on_hand - reserved) as quantity
  from part_stock join place on place.id = place_id
  where ${plantId} in (place.id, place.plant_id)
  group by part_number`
