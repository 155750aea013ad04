import { spawnSync } from 'node:child_process'

/**
 * Whether a program of the machine is there that some tests need; says so aloud when it is not. Under CI it must be.
 * `.ci/run` installs it there.
 */
export function installed(program: string): boolean {
  // Debian keeps servers where not everybody's PATH leads.
  const found = spawnSync(program, ['-h'], { env: searchPath }).error === undefined
  if (found) return true
  if (process.env['CI'] === 'true') throw new Error(`${program} is not installed, and under CI nothing is skipped`)
  console.warn(`SKIPPED: tests that need ${program}, which is not installed.`)
  return false
}

export const searchPath = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/usr/local/sbin` }
