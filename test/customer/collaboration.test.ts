import { randomUUID } from 'node:crypto'
import { expect, inject, test } from 'vitest'
import { createDatabase } from '../kit/database.ts'
import { tryCollaboration } from './collaboration/try-collaboration.ts'

test('of fifty who want to contact one person at once, through four processes, exactly one may', async () => {
  const databaseUrl = await createDatabase(inject('postgres'), {
    name: `test_${randomUUID()}`,
    from: 'template_autograph',
  })
  const finding = await tryCollaboration({ databaseUrl, rounds: 20, requests: 50, processes: 4 })
  expect(finding).toMatchObject({ notOneAnswered: 0, notOneKept: 0, odd: 0 })
}, 120_000)
