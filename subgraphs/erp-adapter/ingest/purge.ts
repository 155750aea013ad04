import sql from 'sql-template-tag'
import type { Database, Queries } from '#platform/database.ts'
import { log } from '#platform/log.ts'
import { repeatedly } from '#platform/repeatedly.ts'

/** Days for which signed messages and CloudEvents are known again; events themselves are known by their ids for ever. */
const daysKept = 7

/** Pause between purges, in milliseconds: an hour. */
const everyMs = 3_600_000

/** Rows that a purge removes from a table at the most, so that it holds nobody up. */
const rowsAtOnce = 10_000

/** Removes the oldest of what was kept for longer than seven days. */
export async function purge(db: Queries): Promise<void> {
  await db.rows(sql`
    delete from signed_message where ctid = any(array(
      select ctid from signed_message where received_at < now() - make_interval(days => ${daysKept})
      order by received_at limit ${rowsAtOnce}))`)
  await db.rows(sql`
    delete from taken_cloud_event where ctid = any(array(
      select ctid from taken_cloud_event where received_at < now() - make_interval(days => ${daysKept})
      order by received_at limit ${rowsAtOnce}))`)
}

/** Purges now and every hour; returns a function that stops after the purge under way. */
export async function startPurge(db: Database): Promise<() => Promise<void>> {
  return repeatedly(
    async () => {
      await purge(db)
      return everyMs
    },
    error => {
      log.warn({ err: error }, 'a purge of what was taken failed')
      return everyMs
    },
  )
}
