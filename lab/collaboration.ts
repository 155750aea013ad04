import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { migrateAll } from '../commands/migrate-all.ts'
import { startPostgres } from '#platform/embedded-postgres.ts'
import { tryCollaboration } from '../test/customer/collaboration/try-collaboration.ts'
import { runErasureTrial } from '../test/security/erasure-trial/run-erasure-trial.ts'
import { atMost, type Experiment } from './finding.ts'

/**
 * Departments that want to contact one person at once, and a person whose erasure is broken off at every step, by the
 * death of the process and by PostgreSQL's.
 */
export const collaboration: Experiment = async size => [...(await contacts(size)), ...(await erasures(size))]

/** A thousand persons, each wanted by fifty callers of all departments at once, through four processes over HTTP. */
const contacts: Experiment = async size => {
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

/** As many persons as an erasure has steps, twice. */
const erasures: Experiment = async size => {
  const every = Math.round(1 / size)
  const trial = await runErasureTrial(steps => steps.filter((_, place) => place % every === 0))
  const { steps, kills, found, foundAgain, noReceipt } = trial
  return [
    atMost(
      `of ${kills} erasures killed at ${kills / 2} of ${steps} steps: places with something of the person`,
      found.length,
      0,
    ),
    atMost('the same once old events were told again', foundAgain.length, 0),
    atMost('erasures without a receipt that holds', noReceipt.length, 0),
  ]
}
