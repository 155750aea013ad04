import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openConnection, post, type Connection } from '../bench/gateway/client.ts'
import { authorization } from '../bench/identity.ts'
import { measureFor, median } from '../bench/measure.ts'
import { runProgram } from '../bench/program.ts'
import { freePort } from '#platform/free-port.ts'
import { startFaultySubgraphs } from '../test/kit/faulty-graph.ts'
import type { Trouble } from '../test/kit/trouble.ts'
import { atMost, type Experiment } from './finding.ts'

const part = (
  field: string,
  type: string,
): { readonly sdl: string; readonly resolvers: Record<string, Record<string, unknown>> } => ({
  sdl: `type Query { ${field}: ${type} } type ${type} @key(fields: "id") { id: ID! ${field}Name: String }`,
  resolvers: { Query: { [field]: () => ({ id: '1', [`${field}Name`]: field }) } },
})

const others = '{ b { bName } c { cName } d { dName } }'
const withHung = '{ a { aName } b { bName } }'
const withoutHung = '{ b { bName } }'

/** What of the others' load comes at once. */
const callers = 16
/** How long a call of a subgraph may take, by default, and a little. */
const untilGivenUp = 11_000

/**
 * One subgraph hangs while two hundred requests a second ask it beside another, and the others are asked as often as the
 * gateway, a process of its own, can answer: their times stay as if those requests did not ask it at all, and so does the
 * memory. Each round lasts until what hangs is given up, and beyond.
 */
export const hung: Experiment = async size => {
  const rounds = Math.max(2, Math.ceil(5 * size))
  const duration = Math.max(2000, untilGivenUp * 1.5 * Math.min(1, size * 2))
  const subgraphs = await startFaultySubgraphs({
    a: part('a', 'A'),
    b: part('b', 'B'),
    c: part('c', 'C'),
    d: part('d', 'D'),
  })
  const folder = mkdtempSync(join(tmpdir(), 'autograph-hung-'))
  const supergraph = join(folder, 'supergraph.graphql')
  writeFileSync(supergraph, subgraphs.supergraph)
  const port = await freePort()
  const gateway = await runProgram({
    args: ['commands/gateway.ts', '--supergraph', supergraph, '--port', String(port), '--share', 'off'],
    ready: `http://127.0.0.1:${port}/health/ready`,
  })
  const free: Connection[] = await Promise.all(Array.from({ length: callers }, async () => openConnection(port)))
  const question = post({ query: others })

  async function askOthers(): Promise<void> {
    const connection = free.pop()
    if (connection === undefined) throw new Error('more callers than connections')
    const { body } = await connection.ask(question)
    if (!body.includes('dName')) throw new Error(`the others failed: ${body.toString()}`)
    free.push(connection)
  }
  async function askBeside(query: string): Promise<void> {
    const headers = { 'content-type': 'application/json', authorization }
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query }),
    })
    await answer.arrayBuffer()
  }
  /** The others' 99th percentile while a second load asks its question. */
  async function p99(query: string, trouble: Trouble): Promise<number> {
    await subgraphs.proxy('a').trouble(trouble)
    const load = new AbortController()
    const second = (async () => {
      const waiting = new Set<Promise<unknown>>()
      while (!load.signal.aborted) {
        const asked: Promise<unknown> = askBeside(query).finally(() => waiting.delete(asked))
        waiting.add(asked)
        await pause(5)
      }
      await Promise.all(waiting)
    })()
    const figures = await measureFor(askOthers, { warmup: 500, duration, concurrency: callers })
    load.abort()
    await second
    await subgraphs.proxy('a').trouble('none')
    // The breaker's pause passes, so that the next round begins with all well.
    await pause(1200)
    await askBeside(withHung)
    return figures.p99
  }

  const well: number[] = []
  const ill: number[] = []
  const memory: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const [without, hanging] = [await p99(withoutHung, 'none'), await p99(withHung, 'hang')]
    memory.push(gateway.memory())
    // The first round warms up.
    if (round === 0) continue
    well.push(without)
    ill.push(hanging)
  }
  for (const connection of free) connection.close()
  await gateway.stop()
  await subgraphs.stop()
  rmSync(folder, { recursive: true })
  return [
    atMost(
      `p99 of the others with one hung (${median(ill).toFixed(1)} ms) over it not asked (${median(well).toFixed(1)} ms)`,
      median(ill) / median(well),
      1.2,
    ),
    atMost(
      `growth of the gateway's memory in MB after the first round (${memory.map(each => each.toFixed(0)).join(', ')})`,
      (memory.at(-1) ?? Number.NaN) - (memory[0] ?? Number.NaN),
      10,
    ),
  ]
}
