import { setTimeout as pause } from 'node:timers/promises'
import { startFaultyGraph } from '../test/kit/faulty-graph.ts'
import { atMost, type Experiment, type Finding } from './finding.ts'
import { inParallel } from './in-parallel.ts'

const everyMs = 10

const shop = { sdl: 'type Query { open: Boolean }', resolvers: { Query: { open: () => true } } }

/** Everything fails, then heals, at a hundred reads a second: repeats stay few, the breaker opens, probes, closes. */
export const retries: Experiment = async size => {
  const failing = Math.max(2500, 20_000 * size)
  const graph = await startFaultyGraph({ shop })
  const proxy = graph.proxy('shop')
  const seen: { readonly at: number; readonly outcome: 'answered' | 'failed' | 'rested' }[] = []
  const started = performance.now()
  const under: Promise<void>[] = []
  const ask = async (): Promise<void> => {
    const { errors } = await graph.ask('{ open }')
    const rested = errors?.some(({ message }) => message.includes('left alone')) === true
    seen.push({
      at: performance.now() - started,
      outcome: errors === undefined ? 'answered' : rested ? 'rested' : 'failed',
    })
  }
  const load = async (milliseconds: number): Promise<void> => {
    const until = performance.now() + milliseconds
    for (; performance.now() < until; await pause(everyMs)) under.push(ask())
  }
  await proxy.trouble('status')
  await load(failing)
  const calls = under.length
  const requests = proxy.requests()
  const opened = seen.find(({ outcome }) => outcome === 'rested')?.at ?? Infinity
  const probes = seen.filter(({ at, outcome }) => at > opened && outcome === 'failed').length
  await proxy.trouble('none')
  const mended = performance.now() - started
  await load(1500)
  await Promise.all(under)
  await graph.stop()
  const healed = seen.find(({ outcome }) => outcome === 'answered')?.at ?? Infinity
  return [
    await withoutBreaker(Math.ceil(500 + 20_000 * size)),
    atMost(`requests for each of ${calls} reads while all fail`, requests / calls, 1.2),
    atMost('seconds until the breaker opens', opened / 1000, 1),
    atMost('probes for each second while it is open', probes / Math.ceil((mended - opened) / 1000), 1),
    atMost('seconds until reads are answered again', (healed - mended) / 1000, 1.2),
    atMost(
      'reads that fail after that',
      seen.filter(({ at, outcome }) => at > healed && outcome !== 'answered').length,
      0,
    ),
  ]
}

/** What the budget alone keeps the load to, as if the breaker were not there. */
async function withoutBreaker(calls: number): Promise<Finding> {
  const graph = await startFaultyGraph({ shop }, { breaker: { failures: Infinity } })
  const proxy = graph.proxy('shop')
  await proxy.trouble('status')
  await inParallel([...Array(calls).keys()], 20, async () => graph.ask('{ open }'))
  await graph.stop()
  return atMost(`requests for each of ${calls} failing reads, by the budget alone`, proxy.requests() / calls, 1.2)
}
