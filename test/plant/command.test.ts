import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { freePort } from '#platform/free-port.ts'
import { startDemoGraph } from '../flagship/demo-graph.ts'
import { startBroker } from '../kit/broker.ts'
import type { TestGraph } from '../kit/graph.ts'
import { installed } from '../kit/installed.ts'
import { runCommand } from '../kit/program.ts'
import { demandTold } from './demand-told.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const signing = ['--sender', 'wuhan', '--secret', secret]
// A day of the plant's clock in a tenth of a second, and a car on each day.
const pace = { speed: 864_000, cars: 600, from: '2026-09-01' }
const traffic = { from: Date.UTC(2026, 8, 1), carsPerMinute: pace.cars / pace.speed }

let graph: TestGraph
beforeAll(async () => {
  graph = await startDemoGraph()
  await graph.sql(`insert into erp_adapter.ingest_sender (name, secrets) values ('wuhan', '{${secret}}')`)
}, 120_000)
afterAll(() => graph.stop())

/** Runs the command to its end; gives back what it said. */
async function tell(
  url: string,
  { seed, plant, events }: { readonly seed: number; readonly plant: string; readonly events: number },
  ...more: readonly string[]
): Promise<string> {
  const given = { url, plant, seed, events, ...pace }
  const program = runCommand('plant', [
    ...Object.entries(given).flatMap(([name, value]) => [`--${name}`, String(value)]),
    ...more,
  ])
  expect(await program.ended, program.said()).toBe(0)
  return program.said()
}

test('over HTTP everything is acknowledged, counted once, and each car is where it should be', async () => {
  const told = { seed: 1, plant: 'PLANT-WUHAN', events: 2000 }
  const said = await tell(graph.subgraphUrl('erp-adapter'), told, ...signing)
  expect(said).toMatch(/2,000 of 2,000 events acknowledged/)
  await demandTold(graph, { ...traffic, ...told })
  // The same once more changes nothing.
  expect(await tell(graph.subgraphUrl('erp-adapter'), told, ...signing)).toMatch(/2,000 events were there before/)
  await demandTold(graph, { ...traffic, ...told })
}, 60_000)

test('a graph that has no room, breaks off or answers in vain is asked again, as it says when', async () => {
  const asked: number[] = []
  const front = createServer((request, response) => {
    asked.push(Date.now())
    if (asked.length === 1) return void response.writeHead(503, { 'retry-after': '1' }).end('{}')
    if (asked.length === 2) return void response.writeHead(429, { 'retry-after': '0' }).end('{}')
    if (asked.length === 3) return void request.socket.destroy()
    void (async () => {
      const body = await new Response(request).arrayBuffer()
      const headers = { 'content-type': request.headers['content-type'] ?? '' }
      const answer = await fetch(`${graph.subgraphUrl('erp-adapter')}${request.url}`, { method: 'POST', headers, body })
      const text = await answer.text()
      // The answer to the fourth is lost though it was taken.
      if (asked.length === 4) return request.socket.destroy()
      return response.writeHead(answer.status).end(text)
    })()
  })
  await new Promise<void>(resolve => front.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void front.close())
  const { port } = front.address() as AddressInfo
  const told = { seed: 2, plant: 'PLANT-WUHAN', events: 300 }
  const said = await tell(`http://127.0.0.1:${port}`, told, '--lanes', '1')
  expect(said).toMatch(/300 of 300 events acknowledged/)
  expect(said).toMatch(/4 sends came to nothing/)
  expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThanOrEqual(990)
  await demandTold(graph, { ...traffic, ...told })
}, 60_000)

test('a wrong secret is said in a sentence and ends it', async () => {
  const url = graph.subgraphUrl('erp-adapter')
  const program = runCommand('plant', ['--url', url, '--sender', 'wuhan', '--secret', 'whsec_AAAA', '--events', '9'])
  expect(await program.ended).toBe(1)
  expect(program.said()).toMatch(/\d+ events were not acknowledged/)
  expect(program.said()).toMatch(/The graph refused what the plant sent: 401 .*No signature fits/)
})

test('a signal ends it when all is acknowledged, or after its patience with the number of events that were not', async () => {
  let silent = false
  const slow = createServer((request, response) => {
    void (async () => {
      const { data }: any = JSON.parse(Buffer.from(await new Response(request).arrayBuffer()).toString())
      if (silent) return
      await pause(400)
      response.end(JSON.stringify({ taken: data.length, repeated: 0, keptApart: [] }))
    })()
  })
  await new Promise<void>(resolve => slow.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    slow.close().closeAllConnections()
  })
  const { port } = slow.address() as AddressInfo
  const start = async () => {
    const heard = new Promise(resolve => slow.once('request', resolve))
    const program = runCommand('plant', ['--url', `http://127.0.0.1:${port}`, '--patience', '2', '--speed', '360000'])
    await heard
    return program
  }
  const first = await start()
  first.signal('SIGINT')
  expect(await first.ended).toBe(0)
  expect(first.said()).not.toContain('not acknowledged')
  silent = true
  const second = await start()
  second.signal('SIGINT')
  expect(await second.ended).toBe(1)
  expect(second.said()).toMatch(/[1-9][\d,]* events were not acknowledged/)
  const third = await start()
  third.signal('SIGINT')
  await pause(200)
  third.signal('SIGINT')
  expect(await third.ended).toBe(1)
  expect(third.said()).toMatch(/[1-9][\d,]* events were not acknowledged/)
}, 60_000)

describe.skipIf(!installed('mosquitto'))('with a broker', () => {
  test('over MQTT everything is acknowledged, signed or not, and each car is where it should be', async () => {
    const broker = await startBroker()
    onTestFinished(() => broker.remove())
    const adapter = runCommand('subgraph', ['erp-adapter', '--port', String(await freePort())], {
      DATABASE_URL: graph.databaseUrl,
      MQTT_URL: broker.url,
    })
    const [, url = ''] = await adapter.saying(/answers at (\S+)\/graphql/)
    await vi.waitFor(async () => expect((await fetch(`${url}/health/mqtt`)).status).toBe(200), 10_000)
    for (const [seed, signer] of [
      [3, signing],
      [4, []],
    ] as const) {
      const told = { seed, plant: 'PLANT-WUHAN', events: 1000 }
      expect(await tell(broker.url, told, ...signer)).toMatch(/1,000 of 1,000 events acknowledged/)
      await demandTold(graph, { ...traffic, ...told })
    }
  }, 60_000)
})
