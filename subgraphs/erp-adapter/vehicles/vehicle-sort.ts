import sql, { join, type Sql } from 'sql-template-tag'
import { z } from 'zod'
import type { Position } from '#platform/connection.ts'
import { Fault } from '#platform/errors.ts'
import { builtMoment } from './built-moment.ts'
import type { VehicleRow } from './vehicle-store.ts'

/** The orders in which cars are listed. */
export type VehicleSort = 'CHANGED' | 'STOCK_AGE' | 'BUILT' | 'MODEL'

interface Rule {
  /** What the list goes by, the production number last so that no two cars are equal. */
  readonly columns: readonly Sql[]
  readonly direction: 'asc' | 'desc'
  readonly moment: (car: VehicleRow) => Date | null
}

const number = sql`production_number`

// Each goes one way on all of its columns, so that a page begins by one comparison of rows that an index answers.
const rules: Readonly<Record<VehicleSort, Rule>> = {
  CHANGED: { columns: [sql`status_since`, number], direction: 'desc', moment: car => car.statusSince },
  STOCK_AGE: { columns: [builtMoment, number], direction: 'asc', moment: car => car.builtAt },
  BUILT: { columns: [builtMoment, number], direction: 'desc', moment: car => car.builtAt },
  MODEL: {
    columns: [sql`vehicle.model_code`, sql`status_since`, number],
    direction: 'asc',
    moment: car => car.statusSince,
  },
}

const comparisons = { asc: sql`>`, desc: sql`<` } as const
const directions = { asc: sql`asc`, desc: sql`desc` } as const

/** Where a car stands in a list of that order. */
export function placeInList(car: VehicleRow, sort: VehicleSort): Position {
  const moment = rules[sort].moment(car)?.toISOString() ?? 'infinity'
  return { sort: `${sort} ${moment} ${car.modelCode}`, id: car.productionNumber }
}

export function orderedBy(sort: VehicleSort): Sql {
  const { columns, direction } = rules[sort]
  return join(
    columns.map(column => sql`${column} ${directions[direction]}`),
    ', ',
  )
}

const seenMoment = z.union([z.iso.datetime(), z.literal('infinity')])

/** The condition that a car comes after the last one seen; a cursor of another order or list is the caller's fault. */
export function comesAfter(sort: VehicleSort, after: Position | null): Sql {
  if (after === null) return sql`true`
  const { columns, direction } = rules[sort]
  const [name, moment, ...model] = after.sort.split(' ')
  if (name !== sort || !seenMoment.safeParse(moment).success)
    throw new Fault('CURSOR_INVALID', 'after is a cursor of another list or order: take endCursor of the page before.')
  const seen = [sql`${moment}::timestamptz`, sql`${after.id}`]
  const values = sort === 'MODEL' ? [sql`${model.join(' ')}`, ...seen] : seen
  return sql`(${join(columns, ', ')}) ${comparisons[direction]} (${join(values, ', ')})`
}
