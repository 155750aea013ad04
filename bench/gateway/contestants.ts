import { join } from 'node:path'
import { freePort } from '#platform/free-port.ts'
import { runProgram, type Program } from '../program.ts'
import type { Share } from '../../gateway/sharing/share.ts'
import type { InstalledHive } from './contestants/hive.ts'

/** One of the gateways that are compared. */
export interface Contestant {
  readonly name: string
  /** The arguments of Node that start it at a port. */
  readonly args: (port: number) => Promise<readonly string[]> | readonly string[]
  /** An address of it that answers 200 once it is ready. */
  readonly ready: string
  /** The operations that it knows. @default all */
  readonly only?: readonly string[]
}

export interface Running extends Contestant {
  readonly port: number
  readonly program: Program
}

export interface Field {
  /** The file with the supergraph. */
  readonly supergraph: string
  readonly subgraphPorts: readonly number[]
  readonly hive: InstalledHive | undefined
}

/** As `npm run gateway` starts it. */
const cached = ['--import', './commands/compile-cache.js']
const get = '/graphql?query=%7B__typename%7D'

/** All gateways of the comparison; the first is what the others are measured by. */
export function contestants({ supergraph, subgraphPorts, hive }: Field): readonly Contestant[] {
  const here = (file: string): string => join('bench/gateway/contestants', file)
  const ours = (share: Share) => (port: number) =>
    [...cached, 'commands/gateway.ts', '--supergraph', supergraph, '--port', String(port), '--share', share] as const
  const hives = (['hive', 'hive shared'] as const).map(name => ({
    name,
    args: async (port: number) => (await hive?.args(supergraph, { port, shared: name === 'hive shared' })) ?? [],
    ready: get,
  }))
  return [
    { name: 'stock', args: port => [here('stock.ts'), supergraph, String(port)], ready: get },
    { name: 'autograph', args: ours('off'), ready: '/health/ready' },
    { name: 'autograph shared', args: ours('requests'), ready: '/health/ready' },
    ...(hive === undefined ? [] : hives),
    {
      name: 'by hand',
      args: port => [here('by-hand.ts'), ...[port, ...subgraphPorts].map(String)],
      ready: '/',
      only: ['heavy', 'medium', 'small'],
    },
  ]
}

/** Starts a contestant on a core of its own, if cores can be chosen. */
export async function start(contestant: Contestant, core?: number): Promise<Running> {
  const port = await freePort()
  const args = await contestant.args(port)
  const program = await runProgram({ args, ready: `http://127.0.0.1:${port}${contestant.ready}`, core })
  return { ...contestant, port, program }
}
