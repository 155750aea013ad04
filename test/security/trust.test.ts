import { randomUUID } from 'node:crypto'
import { expect, inject, test } from 'vitest'
import { createDatabase } from '../kit/database.ts'
import { tryTrust } from './trust/trust-trial.ts'

test('a dealer is told nothing of another’s people, whatever he asks, with the program’s own rules and without them', async () => {
  const databaseUrl = await createDatabase(inject('postgres'), {
    name: `test_${randomUUID()}`,
    from: 'template_autograph',
  })
  const findings = await tryTrust({ databaseUrl, operations: 4000 })
  expect(findings.flatMap(({ way, leaks }) => leaks.map(leak => ({ way, ...leak })))).toEqual([])
  // Own people are told of everywhere where a subgraph has any.
  const silent = findings.filter(({ own, way }) => own === 0 && !way.includes('erp-adapter')).map(({ way }) => way)
  expect(silent).toEqual([])
}, 300_000)
