import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { migrateAll } from '../commands/migrate-all.ts'
import { startPostgres } from '#platform/embedded-postgres.ts'
import { tryTrust } from '../test/security/trust/trust-trial.ts'
import { atMost, type Experiment } from './finding.ts'

/**
 * Two dealers ask 100,000 generated operations over the whole graph and straight at the subgraphs' entities, with the
 * program's own rules and without them, at once and with equal requests shared: nothing of the other's people comes, nor
 * what is the other desk's alone.
 */
export const trust: Experiment = async size => {
  const directory = mkdtempSync(join('/var/tmp', 'autograph-trust-'))
  const postgres = await startPostgres({ directory, durable: false })
  try {
    await migrateAll(postgres.url)
    const findings = await tryTrust({ databaseUrl: postgres.url, operations: Math.ceil(100_000 * size) })
    for (const { way, leaks } of findings)
      for (const leak of leaks.slice(0, 10)) console.error(`A leak of ${way}: ${JSON.stringify(leak, null, 2)}`)
    return findings.map(({ way, asked, own, leaks }) =>
      atMost(
        `of ${asked} ${way}, ${own} with own people in the answer: of the other dealer's people and the other desk's papers told`,
        leaks.length,
        0,
      ),
    )
  } finally {
    await postgres.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}
