import type { Database } from '#platform/database.ts'
import { log } from '#platform/log.ts'
import { repeatedly } from '#platform/repeatedly.ts'
import { deleteExpired } from './data-export-store.ts'

const hour = 60 * 60_000

/** Takes away the exports that have expired, each hour. */
export async function purgeExports(db: Database): Promise<() => Promise<void>> {
  return repeatedly(
    async () => {
      await deleteExpired(db)
      return hour
    },
    error => {
      log.error({ err: error }, 'expired exports of personal data are still there')
      return hour / 60
    },
  )
}
