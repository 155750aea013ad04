import { performance } from 'node:perf_hooks'
import { openConnection } from './client.ts'
import type { Running } from './contestants.ts'
import type { Operation } from './operations.ts'

/** What one contestant took for one operation in one round. */
export interface Figures {
  /** Requests answered in a second. */
  readonly rate: number
  /** CPU time of the gateway's process, in milliseconds for a request. */
  readonly cpu: number
  readonly p50: number
  readonly p99: number
  /** Memory that the process holds, in MB. */
  readonly memory: number
  /** Requests of subgraphs for a request. */
  readonly fetches: number
}

export interface LoadOptions {
  /** How long requests are sent before they count, in milliseconds. */
  readonly warmup: number
  /** How long requests are sent that count, in milliseconds. */
  readonly duration: number
  /** Kept-alive connections, each with one request under way. */
  readonly connections: number
  /** How many requests the subgraphs had so far. */
  readonly fetched: () => Promise<number>
}

/** Sends the requests of an operation over many connections, each its next one when it has its answer. */
export async function load(
  { port, program }: Running,
  operation: Operation,
  { warmup, duration, connections, fetched }: LoadOptions,
): Promise<Figures> {
  const open = await Promise.all(Array.from({ length: connections }, () => openConnection(port)))
  const next = operation.requests()
  async function send(milliseconds: number): Promise<number[]> {
    const times: number[] = []
    const end = performance.now() + milliseconds
    await Promise.all(
      open.map(async connection => {
        for (let started = performance.now(); started < end; started = performance.now()) {
          const { status } = await connection.ask(next())
          if (status !== 200) throw new Error(`a request was answered with ${status}`)
          times.push(performance.now() - started)
        }
      }),
    )
    return times
  }
  await send(warmup)
  const before = { fetched: await fetched(), cpu: program.cpu(), at: performance.now() }
  const times = await send(duration)
  const seconds = (performance.now() - before.at) / 1000
  const cpu = program.cpu() - before.cpu
  for (const connection of open) connection.close()
  const sorted = Float64Array.from(times).sort()
  const rank = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return {
    rate: times.length / seconds,
    cpu: cpu / times.length,
    p50: rank(0.5),
    p99: rank(0.99),
    memory: program.memory(),
    fetches: ((await fetched()) - before.fetched) / times.length,
  }
}
