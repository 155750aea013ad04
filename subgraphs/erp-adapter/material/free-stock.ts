import sql, { type Sql } from 'sql-template-tag'

/**
 * What can be planned with of each part at a plant and in its yards, as rows of `part_number` and `quantity`. What orders
 * to be built have reserved can be: plans count what these need.
 */
export const freeStock = (plantId: string): Sql => sql`
  select part_number, sum(on_hand - greatest(reserved - coalesce(promised, 0), 0)) as quantity
  from part_stock join place on place.id = place_id
    left join (
      select part_number, place_id, sum(quantity) as promised from part_reservation group by part_number, place_id
    ) as promise using (part_number, place_id)
  where ${plantId} in (place.id, place.plant_id)
  group by part_number`
