import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** What the log of a process says of an error with these properties. */
function logged(properties: object): string {
  const script = `
    const { log } = await import('./platform/log.ts')
    log.error({ err: Object.assign(new Error('refused'), ${JSON.stringify(properties)}) }, 'unexpected failure')`
  const { stderr, status } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: root,
    env: { ...process.env, LOG_LEVEL: 'error' },
    encoding: 'utf8',
  })
  expect(status).toBe(0)
  return stderr
}

test('what PostgreSQL tells of a refused row is not logged, its code and constraint are', () => {
  const text = logged({
    code: '23505',
    constraint: 'contact_point_once',
    detail: 'Key (value)=(+8613912345678) already exists.',
    where: 'kanari@example.com',
  })
  expect(text).toMatch(
    /"code":"23505".*"constraint":"contact_point_once"|"constraint":"contact_point_once".*"code":"23505"/,
  )
  expect(text).not.toMatch(/13912345678|kanari/)
})
