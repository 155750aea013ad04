import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { migrateAll } from '../commands/migrate-all.ts'
import { startPostgres } from '#platform/embedded-postgres.ts'
import { tryCollaboration } from '../test/customer/collaboration/try-collaboration.ts'
import { atMost, type Experiment } from './finding.ts'

/** A thousand persons, each wanted by fifty callers of all departments at once, through four processes over HTTP. */
export const collaboration: Experiment = async size => {
  const directory = mkdtempSync(join('/var/tmp', 'autograph-collaboration-'))
  const postgres = await startPostgres({ directory, durable: false })
  try {
    await migrateAll(postgres.url)
    const [rounds, requests, processes] = [Math.ceil(1000 * size), 50, 4]
    const finding = await tryCollaboration({ databaseUrl: postgres.url, rounds, requests, processes })
    const pace = `${Math.round(finding.requestsInASecond)} a second`
    return [
      atMost(
        `of ${rounds} times ${requests} requests at once, ${pace}: times that not one was granted`,
        finding.notOneAnswered,
        0,
      ),
      atMost('grants kept beside one for each person', finding.notOneKept, 0),
      atMost('refusals that did not say who has the person', finding.odd, 0),
    ]
  } finally {
    await postgres.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}
