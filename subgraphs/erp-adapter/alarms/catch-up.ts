import sql from 'sql-template-tag'
import type { Database } from '#platform/database.ts'
import { log } from '#platform/log.ts'
import { repeatedly } from '#platform/repeatedly.ts'
import { lockCars } from '../ingest/capture-store.ts'
import { refreshCars } from '../vehicles/refresh-cars.ts'

/** Cars derived anew in one transaction. */
const carsAtOnce = 200

/** Pause after a failure, in milliseconds. */
const retryMs = 10_000

/** A pause that outlasts the process, in milliseconds: all is done. */
const doneMs = 2 ** 31 - 1

/**
 * Derives the next cars anew of those that were there before there were alarms, so that theirs stand too. Several
 * processes may do so at once. Returns whether cars are left.
 */
export async function catchUpAlarms(db: Database): Promise<boolean> {
  return db.transaction(async tx => {
    const work = await tx.row<{ reached: string }>(
      sql`select reached from catching_up where name = 'alarms' for update`,
    )
    if (work === undefined) return false
    const next = await tx.rows<{ number: string }>(sql`
      select production_number as number from vehicle where production_number > ${work.reached}
      order by production_number limit ${carsAtOnce}`)
    const last = next.at(-1)
    if (last === undefined) {
      await tx.rows(sql`delete from catching_up where name = 'alarms'`)
      return false
    }
    const cars = await lockCars(tx, { numbers: next.map(({ number }) => number), vins: [] })
    await refreshCars(tx, cars, { silent: true })
    await tx.rows(sql`update catching_up set reached = ${last.number} where name = 'alarms'`)
    return true
  })
}

/** Catches up in the background, once for all; returns a function that stops after the cars under way. */
export async function startCatchingUp(db: Database): Promise<() => Promise<void>> {
  return repeatedly(
    async () => ((await catchUpAlarms(db)) ? 0 : doneMs),
    error => {
      log.warn({ err: error }, 'alarms of older cars could not be caught up')
      return retryMs
    },
  )
}
