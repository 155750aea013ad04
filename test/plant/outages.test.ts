import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { httpDelivery } from '../../plant/http-delivery.ts'
import { runPlant } from '../../plant/run-plant.ts'
import { startTally, type Tally } from '../../plant/tally.ts'
import { startDemoGraph } from '../flagship/demo-graph.ts'
import { startFaultProxy } from '../kit/fault-proxy.ts'
import type { TestGraph } from '../kit/graph.ts'
import { runCommand } from '../kit/program.ts'
import type { Trouble } from '../kit/trouble.ts'
import { demandTold } from './demand-told.ts'

const speed = 864_000
const plant = { plant: 'PLANT-WUHAN', from: Date.UTC(2026, 8, 1), carsPerMinute: 600 / speed }

let graph: TestGraph
beforeAll(async () => void (graph = await startDemoGraph()), 120_000)
afterAll(() => graph.stop())

/** Runs a plant that waits two seconds for an answer, until all is acknowledged. */
async function run(url: string, seed: number, events: number, tally: Tally): Promise<void> {
  const never = new AbortController().signal
  const delivery = httpDelivery({ url, signer: null, patience: 2000 })
  await runPlant({
    traffic: { ...plant, seed },
    speed,
    events,
    lanes: 4,
    delivery,
    tally,
    ending: never,
    givingUp: never,
  })
}

test('whatever lies between it and the graph, all is acknowledged and counts once', async () => {
  const proxy = await startFaultProxy(graph.subgraphUrl('erp-adapter'))
  onTestFinished(() => proxy.stop())
  const tally = startTally()
  const running = run(proxy.url, 21, 1500, tally)
  const troubles: readonly Trouble[] = ['hang', 'refused', 'status', 'html', 'badJson', 'cut', { reset: 0 }]
  for (const trouble of troubles) {
    await proxy.trouble(trouble)
    await pause(trouble === 'hang' ? 2500 : 600)
  }
  expect(tally.unacknowledged()).toBeGreaterThan(0)
  expect(tally.line(Infinity)).toMatch(/no answer from|200 without a word|500/)
  await proxy.trouble('none')
  await running
  expect(tally.unacknowledged()).toBe(0)
  await demandTold(graph, { ...plant, seed: 21, events: 1500 })
}, 120_000)

test('an adapter that is killed and comes back is told what it did not acknowledge', async () => {
  async function startAdapter(port: string) {
    const program = runCommand('subgraph', ['erp-adapter', '--port', port], { DATABASE_URL: graph.databaseUrl })
    const [, url = ''] = await program.saying(/answers at (http:\/\/[\d.:]+)/)
    return { program, url }
  }
  const { program, url } = await startAdapter('0')
  const tally = startTally()
  const running = run(url, 22, 3000, tally)
  while (tally.unacknowledged() === 0) await pause(1)
  program.signal('SIGKILL')
  await program.ended
  await pause(300)
  expect(tally.unacknowledged()).toBeGreaterThan(0)
  await startAdapter(new URL(url).port)
  await running
  expect(tally.unacknowledged()).toBe(0)
  await demandTold(graph, { ...plant, seed: 22, events: 3000 })
}, 120_000)
