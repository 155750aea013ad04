import { writeFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compose } from '../../gateway/supergraph/compose.ts'
import { registry } from '../../subgraphs/registry.ts'
import { freePort } from '#platform/free-port.ts'
import { runProgram, type Program } from '../program.ts'
import { byHandCaller, graphCaller, type Caller } from './caller.ts'

/** One way to get the answers, at work in processes of its own. */
export interface Variant extends Caller {
  readonly name: string
  /** Memory of all its processes, in MB. */
  memory(): number
  /** CPU time that they have taken, in milliseconds. */
  cpu(): number
  stop(): Promise<void>
}

interface Processes {
  readonly name: string
  readonly programs: readonly Program[]
  readonly caller: Caller
  readonly cleanUp?: () => Promise<void>
}

const variant = ({ name, programs, caller, cleanUp }: Processes): Variant => ({
  name,
  ...caller,
  memory: () => programs.reduce((sum, program) => sum + program.memory(), 0),
  cpu: () => programs.reduce((sum, program) => sum + program.cpu(), 0),
  async stop() {
    await caller.close()
    await Promise.all(programs.map(program => program.stop()))
    await cleanUp?.()
  },
})

const urlOf = (port: number): string => `http://127.0.0.1:${port}`
const readyAt = (port: number): string => `${urlOf(port)}/health/ready`

/** Hand-written SQL in one process; another bench has a program of its own for it. */
export async function byHand(
  databaseUrl: string,
  file: string = fileURLToPath(import.meta.resolve('./by-hand.ts')),
): Promise<Variant> {
  const port = await freePort()
  const args = [file, String(port)]
  const program = await runProgram({ args, databaseUrl, ready: readyAt(port) })
  return variant({ name: 'by hand', programs: [program], caller: byHandCaller(urlOf(port)) })
}

interface OneProcess {
  readonly name?: string
  /** The program, and what it is given after its port. */
  readonly file?: string
  readonly args?: readonly string[]
}

const wholeGraph = fileURLToPath(import.meta.resolve('./one-process.ts'))

/** The gateway and the five subgraphs in one process; another bench has programs of its own for it. */
export async function oneProcess(
  databaseUrl: string,
  { name = 'graph, one process', file = wholeGraph, args = [] }: OneProcess = {},
): Promise<Variant> {
  const port = await freePort()
  const program = await runProgram({ args: [file, String(port), ...args], databaseUrl, ready: readyAt(port) })
  return variant({ name, programs: [program], caller: graphCaller(urlOf(port)) })
}

/** The gateway and each subgraph in a process of its own, over HTTP. */
export async function sixProcesses(databaseUrl: string): Promise<Variant> {
  const parts = await Promise.all(registry.map(async ({ subgraph }) => ({ subgraph, port: await freePort() })))
  const folder = await mkdtemp(join(tmpdir(), 'autograph-bench-'))
  const supergraph = join(folder, 'supergraph.graphql')
  await writeFile(supergraph, compose(parts.map(({ subgraph, port }) => ({ subgraph, url: `${urlOf(port)}/graphql` }))))
  const gatewayPort = await freePort()
  const programs = await Promise.all([
    ...parts.map(({ subgraph, port }) =>
      runProgram({
        args: ['commands/subgraph.ts', subgraph.name, '--port', String(port)],
        databaseUrl,
        ready: readyAt(port),
      }),
    ),
    runProgram({
      args: ['commands/gateway.ts', '--supergraph', supergraph, '--port', String(gatewayPort)],
      databaseUrl,
      ready: readyAt(gatewayPort),
    }),
  ])
  return variant({
    name: 'graph, six processes',
    programs,
    caller: graphCaller(urlOf(gatewayPort)),
    cleanUp: () => rm(folder, { recursive: true }),
  })
}
