import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { migrateAll } from '../../commands/migrate-all.ts'
import { startPostgres } from '#platform/embedded-postgres.ts'
import type { Bench } from '../bench.ts'
import type { BenchDatabase } from '../database.ts'
import { freePort } from '#platform/free-port.ts'
import { runProgram, type Program } from '../program.ts'
import { table } from '../table.ts'
import { ingestHead, ingestRow, type BareFigures, type Round } from './figures.ts'
import { insertBare, type BareRows } from './bare.ts'
import { idsAndTexts } from './ids-and-texts.ts'
import { rowsOfLog } from './rows-of-log.ts'
import { fillLog } from './fill-log.ts'
import { demandDerived } from './demand-derived.ts'
import { eventsOfDocument, lineOf } from './line.ts'
import { describePlant } from './plant.ts'
import { startProbe } from './probe.ts'
import { send } from './plant-sender.ts'
import { findServerProcesses, type ServerProcesses } from '../server-processes.ts'

/** Who sends: many that wait for each answer, or few that catch up. */
const sendings = [
  { senders: 16, underWay: 1 },
  { senders: 4, underWay: 8 },
]
/** Processes that the adapter runs in, over which the senders' connections are spread: one for each core. */
const processes = availableParallelism()
let linesMade = 0

/** Pushes of a plant over HTTP, to durable and derived, beside a bare insert of the same rows. */
export const ingest: Bench = async ({ quick, stored = [0] }) => {
  const database = await openDatabase()
  try {
    await migrateAll(database.url)
    await describePlant(database.url)
    const pace = quick ? { rounds: 1, documents: 48 } : { rounds: 5, documents: 192 }
    for (const events of stored) {
      await fillLog(database.url, events)
      const rows: string[][] = []
      for (const sending of sendings)
        for (const cars of [50, 500]) {
          const rounds = await measure(database.url, { ...pace, ...sending, cars })
          rows.push(ingestRow([events, sending.senders, sending.underWay, cars], rounds))
        }
      console.log(table(ingestHead, rows))
      console.log(`\nLoad average of a minute: ${loadavg()[0]?.toFixed(2)}.\n`)
    }
  } finally {
    await database.close()
  }
}

/** That of BENCH_DATABASE_URL, which may hold a filled log already, or a new one that is thrown away. */
async function openDatabase(): Promise<BenchDatabase> {
  const given = process.env['BENCH_DATABASE_URL']
  if (given !== undefined) return { url: given, close: async () => {} }
  const directory = await mkdtemp(join('/var/tmp', 'autograph-bench-'))
  const postgres = await startPostgres({ directory })
  return {
    url: postgres.url,
    async close() {
      await postgres.stop()
      await rm(directory, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

interface Pace {
  readonly rounds: number
  /** Documents of all senders in a round. */
  readonly documents: number
  readonly senders: number
  /** Documents that a sender has sent and has no answer to, at the most. */
  readonly underWay: number
  /** Cars that a document tells of. */
  readonly cars: number
}

async function measure(databaseUrl: string, pace: Pace): Promise<readonly Round[]> {
  const programs: AdapterProgram[] = []
  try {
    for (let nth = 0; nth < processes; nth++) programs.push(await runAdapter(databaseUrl))
    const server = await findServerProcesses(databaseUrl)
    const rounds: Round[] = []
    // The first round warms up and isn't counted.
    for (let nth = 0; nth <= pace.rounds; nth++) {
      const round = await roundOf({ databaseUrl, server, programs }, pace)
      if (nth > 0) rounds.push(round)
    }
    return rounds
  } finally {
    for (const program of programs) await program.stop()
  }
}

interface AdapterProgram extends Program {
  readonly url: string
}

async function runAdapter(databaseUrl: string): Promise<AdapterProgram> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const args = ['commands/subgraph.ts', 'erp-adapter', '--port', String(port)]
  return { url, ...(await runProgram({ args, databaseUrl, ready: `${url}/health/ready` })) }
}

interface Target {
  readonly databaseUrl: string
  readonly server: ServerProcesses
  readonly programs: readonly AdapterProgram[]
}

async function roundOf({ databaseUrl, server, programs }: Target, pace: Pace): Promise<Round> {
  const { senders, underWay, cars } = pace
  const documents = pace.documents / senders
  const lines = Array.from({ length: senders }, () => lineOf({ documents, cars, seed: ++linesMade }))
  const reports = lines.map(line => line.documents)
  const events = pace.documents * eventsOfDocument
  const each = (milliseconds: number): number => (milliseconds * 1000) / events

  const bare = async (rows: BareRows): Promise<BareFigures> => {
    const cpu = server.cpu()
    const seconds = await insertBare(databaseUrl, rows)
    return { rate: events / seconds, postgres: each(server.cpu() - cpu) }
  }
  const urlOf = (line: number): string => programs[line % programs.length]?.url ?? ''
  const nodeCpu = (): number => programs.reduce((sum, program) => sum + program.cpu(), 0)
  await Promise.all(lines.map(({ before }, nth) => send(urlOf(nth), before)))
  const least = await bare(idsAndTexts(reports))

  const before = { node: nodeCpu(), postgres: server.cpu() }
  const probe = startProbe(urlOf(0))
  const times: number[] = []
  const seconds = await secondsOf(async () => {
    for (const some of await Promise.all(reports.map((report, nth) => send(urlOf(nth), report, underWay))))
      times.push(...some)
  })
  const after = { node: nodeCpu(), postgres: server.cpu() }
  const visible = await probe.stop()
  await demandDerived(
    { databaseUrl, url: urlOf(0) },
    lines.map(line => [...line.before, ...line.documents]),
  )
  return {
    rate: events / seconds,
    least,
    same: await bare(await rowsOfLog(databaseUrl, reports)),
    node: each(after.node - before.node),
    postgres: each(after.postgres - before.postgres),
    documents: times,
    visible,
  }
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1000
}
