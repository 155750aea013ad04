import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Hive Gateway in a folder of its own, for as long as the bench runs. */
export interface InstalledHive {
  /** The arguments that start it with or without sharing what is in flight. */
  args(supergraph: string, options: { readonly port: number; readonly shared: boolean }): Promise<readonly string[]>
  remove(): Promise<void>
}

const packages = ['@graphql-hive/gateway@2.15.1', '@graphql-hive/router-runtime@1.4.23']

/** Installs it from npm; undefined, and said aloud, when that fails. */
export async function installHive(): Promise<InstalledHive | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'autograph-hive-'))
  const remove = (): Promise<void> => rm(folder, { recursive: true })
  try {
    await writeFile(join(folder, 'package.json'), '{"private":true,"type":"module"}')
    await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', ...packages], { cwd: folder })
  } catch (error) {
    console.error(`SKIPPED: Hive Gateway could not be installed: ${error instanceof Error ? error.message : 'why?'}`)
    await remove()
    return undefined
  }
  return {
    async args(supergraph, { port, shared }) {
      const config = join(folder, `${shared ? 'shared' : 'alone'}.config.ts`)
      await writeFile(config, `export const gatewayConfig = ${JSON.stringify(configOf(shared))}`)
      const bin = join(folder, 'node_modules/@graphql-hive/gateway/dist/bin.js')
      const options = ['--host', '127.0.0.1', '--port', String(port), '--config-path', config]
      return ['--disable-warning=DEP0205', bin, ...options, 'supergraph', supergraph, '--hive-router-runtime']
    },
    remove,
  }
}

const configOf = (shared: boolean): unknown => ({
  inboundInflightRequestDeduplication: shared,
  transportEntries: { '*.http': { options: { deduplicateInflightRequests: shared } } },
  logging: false,
})
