import sql, { type Sql } from 'sql-template-tag'

/** The condition on `vehicle` that a car is on a shipment to a place of one of these dealers. */
export const boundFor = (dealerIds: readonly string[]): Sql => sql`
  production_number in (
    select leg.production_number
    from place join shipment on shipment.to_place = place.id and shipment.status <> 'ARRIVED'
      join shipment_leg as leg on leg.shipment_id = shipment.id and leg.unloaded_at is null
    where place.dealer_id = any(${dealerIds}))`

/**
 * The condition on `vehicle` that people of a dealer find a car in lists: it stands at the dealer or comes to him, his
 * order holds it, or nobody's does. Null finds all.
 */
export const inScope = (dealerId: string | null): Sql =>
  dealerId === null
    ? sql`true`
    : sql`(availability = 'AVAILABLE' or vehicle.dealer_id = ${dealerId}
        or place_id in (select place.id from place where place.dealer_id = ${dealerId}) or ${boundFor([dealerId])})`
