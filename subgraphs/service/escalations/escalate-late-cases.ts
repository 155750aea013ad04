import type { Database } from '#platform/database.ts'
import { log } from '#platform/log.ts'
import { repeatedly } from '#platform/repeatedly.ts'
import { statusHistoryOf } from '../cases/case-thread-store.ts'
import { readSlaClock } from '../cases/sla-clock.ts'
import { bringBefore, type Climb } from './bring-before.ts'
import { lockLateCases } from './case-to-escalate-store.ts'
import { ranksDue } from './ranks-due.ts'

/** Cases looked at in one transaction. */
const casesAtOnce = 200

/** Pause between looks, in milliseconds. */
const everyMs = 60_000

/** Brings every case whose time is over before the ranks that it has come to; several processes may do so at once. */
export async function escalateLateCases(db: Database, now: Date): Promise<void> {
  let after = ''
  for (;;) {
    const last = await db.transaction(async tx => {
      const late = await lockLateCases(tx, { after, limit: casesAtOnce, now })
      if (late.length === 0) return undefined
      const histories = await statusHistoryOf(
        tx,
        late.map(({ id }) => id),
      )
      const climbs = late.flatMap((found): Climb[] => {
        const { consumedMinutes } = readSlaClock(histories.get(found.id) ?? [], found.slaMinutes, now)
        const ranks = ranksDue(consumedMinutes, found.slaMinutes)
        return ranks.map(rank => ({ case: found, rank, reason: 'TIME_OVER', consumedMinutes }))
      })
      await bringBefore(tx, climbs, now)
      return late.at(-1)?.id
    })
    if (last === undefined) return
    after = last
  }
}

/** Looks now and every minute; returns a function that stops after the look under way. */
export async function startEscalating(db: Database): Promise<() => Promise<void>> {
  return repeatedly(
    async () => {
      await escalateLateCases(db, new Date())
      return everyMs
    },
    error => {
      log.warn({ err: error }, 'cases whose time is over could not be escalated')
      return everyMs
    },
  )
}
