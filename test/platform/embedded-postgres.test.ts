import { execFile, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startPostgres, type EmbeddedPostgres } from '#platform/embedded-postgres.ts'
import { assertRoom, DataDirectoryUnusable } from '#platform/postgres-cluster.ts'
import { temporaryFolder } from './probe.ts'

const run = promisify(execFile)
const file = JSON.stringify(join(import.meta.dirname, '../../platform/embedded-postgres.ts'))

let folder: ReturnType<typeof temporaryFolder>
const started: EmbeddedPostgres[] = []
beforeEach(() => void (folder = temporaryFolder()))
afterEach(async () => {
  for (const postgres of started.splice(0)) await postgres.stop()
  folder.remove()
})

async function start(shared = false): Promise<EmbeddedPostgres> {
  const postgres = await startPostgres({ directory: folder.path, durable: false, shared })
  started.push(postgres)
  return postgres
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

/** Another process that starts PostgreSQL on the folder and waits to be killed. */
async function otherProcess({ shared = false } = {}) {
  const program = `const { url } = await (await import(${file})).startPostgres({
      directory: process.argv[1], shared: ${shared} })
    console.log(url)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program, folder.path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) => resolve(line.toString().trim()))
    child.once('exit', code => reject(new Error(`it ended with ${code}`)))
  })
  const kill = () =>
    new Promise<void>(resolve => {
      child.removeAllListeners('exit').once('exit', () => resolve())
      child.kill('SIGKILL')
    })
  return { url, pid: child.pid, kill }
}

test('what is written is there after a stop and a new start', async () => {
  const first = await start()
  await query(first.url, 'create table car as select 1 as id')
  await first.stop()
  started.length = 0
  const second = await start()
  expect(await query(second.url, 'select * from car')).toEqual([{ id: 1 }])
})

test('a directory that a living process uses is refused with its number; a killed one is taken over', async () => {
  const other = await otherProcess()
  await query(other.url, 'create table car as select 1 as id')
  await expect(start()).rejects.toThrow(
    new DataDirectoryUnusable(
      `${folder.path} is in use by process ${other.pid}. Stop it, or start with another --data.`,
    ),
  )
  expect(await query(other.url, 'select * from car')).toEqual([{ id: 1 }])

  await other.kill()
  const { url } = await start()
  expect(url).toBe(other.url)
  expect(await query(url, 'select * from car')).toEqual([{ id: 1 }])
})

test('a killed process and a killed server lose nothing that was committed', async () => {
  const other = await otherProcess()
  await query(other.url, 'create table car as select 1 as id')
  const [server] = await query(other.url, `select pg_read_file('postmaster.pid') as lines`)
  await other.kill()
  process.kill(Number.parseInt(String(Object(server).lines), 10), 'SIGKILL')
  expect(await query((await start()).url, 'select * from car')).toEqual([{ id: 1 }])
})

test('processes that share a directory use one server, which the last one stops', async () => {
  const [one, two] = [await start(true), await start(true)]
  expect(two.url).toBe(one.url)
  await expect(start()).rejects.toThrow(DataDirectoryUnusable)
  started.length = 0
  await one.stop()
  expect(await query(two.url, 'select 1 as up')).toEqual([{ up: 1 }])
  await two.stop()
  await expect(query(two.url, 'select 1')).rejects.toThrow('ECONNREFUSED')
})

test('two starts at the same moment on a new directory make one cluster', async () => {
  const [one, two] = await Promise.all([otherProcess({ shared: true }), otherProcess({ shared: true })])
  expect(one.url).toBe(two.url)
  await Promise.all([one.kill(), two.kill()])
  await start()
})

test('a directory of another version of PostgreSQL is refused and left as it is', async () => {
  await (await start()).stop()
  started.length = 0
  writeFileSync(join(folder.path, 'postgres/PG_VERSION'), '15\n')
  await expect(start()).rejects.toThrow(/was made by PostgreSQL 15, this is 18\. Start with another --data/)
})

test('a disk with too little room is refused before anything is made', () => {
  expect(() => assertRoom('/data', 299e6)).toThrow(
    new DataDirectoryUnusable('There is no room in /data: 299 MB are free, 300 MB are needed.'),
  )
  expect(() => assertRoom('/data', 300e6)).not.toThrow()
})

/** Whether this process may mount a small disk, tried in a namespace that nobody else sees. */
const mayMount = await run('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt']).then(
  () => true,
  () => false,
)

test.runIf(mayMount)('a full disk is said in a sentence', async () => {
  await run('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'none', folder.path])
  try {
    await expect(start()).rejects.toThrow(`There is no room in ${folder.path}: 20 MB are free, 300 MB are needed.`)
  } finally {
    await run('umount', [folder.path])
  }
})
