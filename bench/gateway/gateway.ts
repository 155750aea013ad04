import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { compose } from '../../gateway/supergraph/compose.ts'
import type { Bench } from '../bench.ts'
import { freePort } from '#platform/free-port.ts'
import { canPin, runProgram } from '../program.ts'
import { installHive } from './contestants/hive.ts'
import { contestants } from './contestants.ts'
import { benchSubgraphs } from './graph/subgraphs.ts'
import { operations } from './operations.ts'
import { rounds } from './rounds.ts'
import { demandSameAnswers } from './same-answers.ts'

const [gatewayCore, otherCore] = canPin() && availableParallelism() > 1 ? [0, 1] : []

/** The gateway alone against others, over fast subgraphs: one core for it, the rest on another. */
export const gateway: Bench = async ({ quick, hive: withHive, only, operations: wanted }) => {
  const chosen = operations.filter(({ name }) => wanted?.includes(name) !== false)
  const folder = await mkdtemp(join(tmpdir(), 'autograph-bench-'))
  const ports = await Promise.all(Array.from({ length: benchSubgraphs.length + 1 }, freePort))
  const count = `http://127.0.0.1:${ports.at(-1)}/`
  const supergraph = join(folder, 'supergraph.graphql')
  const members = benchSubgraphs.map((subgraph, index) => ({
    subgraph,
    url: `http://127.0.0.1:${ports[index]}/graphql`,
  }))
  await writeFile(supergraph, compose(members))
  if (otherCore !== undefined) execFileSync('taskset', ['-a', '-cp', String(otherCore), String(process.pid)])
  const hive = withHive ? await installHive() : undefined
  const compared = contestants({ supergraph, subgraphPorts: ports.slice(0, -1), hive }).filter(
    ({ name }) => only?.includes(name) !== false,
  )
  const args = ['bench/gateway/subgraph-servers.ts', ...ports.map(String)]
  const subgraphs = await runProgram({ args, ready: count, core: otherCore })
  try {
    await demandSameAnswers(compared, chosen)
    console.log('All contestants give the same answers.\n')
    const before = load()
    const fetched = async (): Promise<number> => Number(await (await fetch(count)).text())
    const pace = quick ? { rounds: 2, warmup: 500, duration: 1500 } : { rounds: 3, warmup: 8000, duration: 3000 }
    console.log(await rounds(compared, chosen, { ...pace, core: gatewayCore, connections: 50, fetched }))
    console.log(`Medians of ${pace.rounds} rounds in turn, each with a new process, 50 connections, Node ${process.version}; gateway and load ${gatewayCore === undefined ? 'share the cores' : 'on a core each'}.
Load average of a minute: ${before} before, ${load()} after.\n`)
  } finally {
    await subgraphs.stop()
    await rm(folder, { recursive: true })
    await hive?.remove()
  }
}

const load = (): string => (loadavg()[0] ?? Number.NaN).toFixed(2)
