import sql from 'sql-template-tag'
import { batched } from '#platform/batch.ts'
import type { Context } from '#platform/context.ts'
import { grouped } from '#platform/rows.ts'
import { dealerScope } from '../places/dealer-scope.ts'
import type { Availability } from '../vehicles/availability.ts'
import { inScope } from '../vehicles/in-scope.ts'
import { ageAt, stockAges, type StockAge } from './stock-age.ts'

/** A dealer's unsold cars, counted. */
export interface DealerStockSummary {
  readonly cars: number
  readonly available: number
  readonly reserved: number
  readonly notReleased: number
  readonly ages: readonly { readonly age: StockAge; readonly cars: number }[]
  /** Null without cars. */
  readonly averageDaysInStock: number | null
  /** On shipments to the dealer. */
  readonly onTheWay: number
}

interface Group {
  readonly dealerId: string
  /** Null of cars that are on the way. */
  readonly availability: Availability | null
  readonly age: StockAge | null
  readonly cars: number
  /** Days that they have been at the dealer, added up. */
  readonly days: number
  /** Cars on shipments to the dealer. */
  readonly coming: number
}

async function findGroups({ db, now, principal }: Context, dealerIds: readonly string[]): Promise<Group[]> {
  return db.rows<Group>(sql`
    select yard.dealer_id as "dealerId", availability, ${ageAt(now)} as age, count(*) as cars,
      sum(extract(epoch from ${now}::timestamptz - whereabouts_since) / 86400)::float as days, 0 as coming
    from place as yard join vehicle on place_id = yard.id
    where yard.dealer_id = any(${dealerIds}) and whereabouts = 'DEALER' and availability <> 'SOLD'
      and ${inScope(dealerScope(principal))}
    group by 1, 2, 3
    union all
    select yard.dealer_id, null, null, 0, 0, count(*)
    from place as yard join shipment on shipment.to_place = yard.id and shipment.status <> 'ARRIVED'
      join shipment_leg on shipment_leg.shipment_id = shipment.id and unloaded_at is null
      join vehicle using (production_number)
    where yard.dealer_id = any(${dealerIds}) and ${inScope(dealerScope(principal))}
    group by 1`)
}

function summaryOf(groups: readonly Group[]): DealerStockSummary {
  const sum = (wanted: (group: Group) => boolean): number =>
    groups.filter(wanted).reduce((total, { cars }) => total + cars, 0)
  const cars = sum(() => true)
  return {
    cars,
    available: sum(({ availability }) => availability === 'AVAILABLE'),
    reserved: sum(({ availability }) => availability === 'RESERVED'),
    notReleased: sum(({ availability }) => availability === 'NOT_RELEASED'),
    ages: stockAges.map(age => ({ age, cars: sum(group => group.age === age) })),
    averageDaysInStock: cars === 0 ? null : groups.reduce((total, { days }) => total + days, 0) / cars,
    onTheWay: groups.reduce((total, { coming }) => total + coming, 0),
  }
}

/** The unsold cars of a dealer, counted: of many dealers in one statement. */
export const stockSummaryOf = batched(async (ctx, dealerIds: readonly string[]) => {
  const groups = grouped(dealerIds, await findGroups(ctx, dealerIds), ({ dealerId }) => dealerId)
  return new Map([...groups].map(([dealerId, own]) => [dealerId, summaryOf(own)]))
})
