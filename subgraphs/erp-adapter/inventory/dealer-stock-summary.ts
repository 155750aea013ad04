import sql from 'sql-template-tag'
import { batched } from '#platform/batch.ts'
import type { Queries } from '#platform/database.ts'
import { grouped } from '#platform/rows.ts'
import type { Availability } from '../vehicles/availability.ts'
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
}

interface Group {
  readonly dealerId: string
  readonly availability: Availability
  readonly age: StockAge
  readonly cars: number
  /** Days that they have been at the dealer, added up. */
  readonly days: number
}

async function findGroups(db: Queries, dealerIds: readonly string[], now: Date): Promise<Group[]> {
  return db.rows<Group>(sql`
    select dealer_id as "dealerId", availability, ${ageAt(now)} as age, count(*) as cars,
      sum(extract(epoch from ${now}::timestamptz - whereabouts_since) / 86400)::float as days
    from place join vehicle on place_id = place.id
    where dealer_id = any(${dealerIds}) and whereabouts = 'DEALER' and availability <> 'SOLD'
    group by 1, 2, 3`)
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
  }
}

/** The unsold cars of a dealer, counted: of many dealers in one statement. */
export const stockSummaryOf = batched(async (ctx, dealerIds: readonly string[]) => {
  const groups = grouped(dealerIds, await findGroups(ctx.db, dealerIds, ctx.now), ({ dealerId }) => dealerId)
  return new Map([...groups].map(([dealerId, own]) => [dealerId, summaryOf(own)]))
})
