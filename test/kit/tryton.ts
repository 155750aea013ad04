import { execFile, spawn } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { freePort } from '#platform/free-port.ts'
import { createDatabase } from './database.ts'
import { listens } from './listens.ts'

/** A Tryton server of its own, on a database of its own. */
export interface Tryton {
  readonly url: string
  readonly database: string
  readonly user: string
  readonly password: string
  start(): Promise<void>
  stop(): Promise<void>
  remove(): Promise<void>
}

const password = 'tests-of-autograph'
const modules = [
  'sale_supply_production',
  'stock_supply_production',
  'production_routing',
  'stock_lot',
  'purchase_request',
]
const template = 'template_tryton'

/** Makes a Tryton with its modules active and nothing else in it, and starts it. */
export async function startTryton(postgres: string): Promise<Tryton> {
  const folder = mkdtempSync(join(tmpdir(), 'autograph-tryton-'))
  const server = new URL(postgres)
  const config = join(folder, 'trytond.conf')
  writeFileSync(
    config,
    `[database]
uri = postgresql://${server.username}:${server.password}@${server.host}/
path = ${folder}
[password]
length = 8
`,
  )
  writeFileSync(join(folder, 'password'), password)
  const env = {
    ...process.env,
    PATH: '/usr/bin:/bin',
    TRYTONPASSFILE: join(folder, 'password'),
    PYTHONWARNINGS: 'ignore',
  }
  const admin = (...args: string[]): Promise<unknown> =>
    promisify(execFile)('/usr/bin/trytond-admin', ['-c', config, '-d', template, ...args], { env })

  const url = await createDatabase(postgres, { name: template })
  await admin('--all', '--email', 'tests@autograph.example')
  // Tryton asks the catalogue for each table's foreign keys; planned without statistics, that is half of the time.
  await analyze(url)
  await admin('--activate-dependencies', '-u', ...modules)
  const database = 'tryton'
  await createDatabase(postgres, { name: database, from: template })

  // A port that is taken only now is not another test's by the time that Tryton listens.
  const port = await freePort()
  appendFileSync(config, `[web]\nlisten = 127.0.0.1:${port}\n`)

  let child: ReturnType<typeof spawn> | undefined
  const tryton: Tryton = {
    url: `http://127.0.0.1:${port}`,
    database,
    user: 'admin',
    password,
    async start() {
      child = spawn('/usr/bin/trytond', ['-c', config, '-d', database], { env, stdio: 'ignore' })
      while (!(await listens(port))) {
        if (child.exitCode !== null) throw new Error(`trytond ended with ${child.exitCode}`)
        await pause(50)
      }
    },
    async stop() {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
      const ended = new Promise(resolve => child?.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
    async remove() {
      await tryton.stop()
      rmSync(folder, { recursive: true })
    },
  }
  await tryton.start()
  return tryton
}

async function analyze(database: string): Promise<void> {
  const client = new pg.Client({ connectionString: database })
  await client.connect()
  await client.query('analyze')
  await client.end()
}
