import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { inScope } from '../vehicles/in-scope.ts'
import { ageAt, type StockAge } from './stock-age.ts'

export interface StockLineRow {
  readonly placeId: string | null
  readonly modelCode: string
  readonly age: StockAge
  readonly cars: number
  readonly available: number
}

export interface StockQuestion {
  readonly place: string | null
  readonly modelCode: string | null
  /** The dealer whose people ask; null is told of all cars. */
  readonly scope: string | null
  /** The moment from which ages are counted. */
  readonly now: Date
}

/** One page of the finished, unsold cars, counted by place, model and age; `page.after` is place, then model and age. */
export async function pageOfStock(
  db: Queries,
  { place, modelCode, scope, now }: StockQuestion,
  page: Page,
): Promise<StockLineRow[]> {
  return db.rows<StockLineRow>(sql`
    select "placeId", "modelCode", age, count(*) as cars, count(*) filter (where availability = 'AVAILABLE') as available
    from (
      select place_id as "placeId", model_code as "modelCode", availability, ${ageAt(now)} as age
      from vehicle
      where built_at is not null and availability <> 'SOLD' and ${inScope(scope)}
        and (${place}::text is null or place_id = ${place})
        and (${modelCode}::text is null or model_code = ${modelCode})) as unsold
    where (${page.after?.id ?? null}::text is null
      or (coalesce("placeId", ''), "modelCode" || ' ' || age) > (${page.after?.sort ?? null}, ${page.after?.id ?? null}))
    group by "placeId", "modelCode", age
    order by coalesce("placeId", ''), "modelCode" || ' ' || age limit ${page.limit + 1}`)
}
