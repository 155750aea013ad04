import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { askedOf, meeting, type VehicleCriteria } from './meeting.ts'

/** Cars that are counted for one answer at the most. */
const bound = 10_000
/** Values of one kind that are told at the most. */
const valuesTold = 50

export interface VehicleFacet {
  readonly value: string
  readonly cars: number
}

export interface VehicleCounts {
  readonly cars: number
  readonly exact: boolean
  readonly models: readonly VehicleFacet[]
  readonly colours: readonly VehicleFacet[]
  readonly places: readonly VehicleFacet[]
  readonly availabilities: readonly VehicleFacet[]
}

interface CountRow {
  readonly kind: 'all' | 'model' | 'colour' | 'place' | 'availability'
  readonly value: string | null
  readonly cars: number
}

/** Counts the cars that meet the criteria, in all and by what tells them apart, in one statement. */
export async function countVehicles(db: Queries, criteria: VehicleCriteria): Promise<VehicleCounts> {
  const rows = await db.rows<CountRow>(
    sql`
    select case
        when grouping(model_code) = 0 then 'model'
        when grouping(colour) = 0 then 'colour'
        when grouping(place_id) = 0 then 'place'
        when grouping(availability) = 0 then 'availability'
        else 'all' end as kind,
      coalesce(model_code, colour, place_id, availability) as value, count(*) as cars
    from (
      select vehicle.model_code, colour, place_id, availability
      from ${askedOf(criteria)}
      where ${meeting(criteria)} limit ${bound + 1}) as met
    group by grouping sets ((model_code), (colour), (place_id), (availability), ())
    order by cars desc, value`,
    { plan: 'anew' },
  )
  const all = rows.find(({ kind }) => kind === 'all')?.cars ?? 0
  const told = (wanted: CountRow['kind']): VehicleFacet[] =>
    rows
      .flatMap(({ kind, value, cars }) => (kind === wanted && value !== null ? [{ value, cars }] : []))
      .slice(0, valuesTold)
  return {
    cars: Math.min(all, bound),
    exact: all <= bound,
    models: told('model'),
    colours: told('colour'),
    places: told('place'),
    availabilities: told('availability'),
  }
}
