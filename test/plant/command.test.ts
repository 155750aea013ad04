import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { freePort } from '#platform/free-port.ts'
import { startDemoGraph } from '../flagship/demo-graph.ts'
import { startBroker } from '../kit/broker.ts'
import type { TestGraph } from '../kit/graph.ts'
import { installed } from '../kit/installed.ts'
import { runCommand } from '../kit/program.ts'
import { firstEvents } from './first-events.ts'
import { plainStatus } from './plain-status.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const signing = ['--sender', 'wuhan', '--secret', secret]
// A day of the plant's clock in a tenth of a second, and a car on each day.
const pace = { speed: 864_000, cars: 600 }
const from = Date.UTC(2026, 8, 1)

let graph: TestGraph
beforeAll(async () => {
  graph = await startDemoGraph()
  await graph.sql(`insert into erp_adapter.ingest_sender (name, secrets) values ('wuhan', '{${secret}}')`)
}, 120_000)
afterAll(() => graph.stop())

interface Told {
  readonly seed: number
  readonly plant: string
  readonly events: number
}

/** Runs the command to its end; gives back what it said. */
async function tell(url: string, { seed, plant, events }: Told, ...more: readonly string[]): Promise<string> {
  const given = { url, plant, seed, events, ...pace, from: new Date(from).toISOString() }
  const program = runCommand('plant', [
    ...Object.entries(given).flatMap(([name, value]) => [`--${name}`, String(value)]),
    ...more,
  ])
  expect(await program.ended, program.said()).toBe(0)
  return program.said()
}

/** Demands that the log has what was told, each event once, and that the graph shows each car where it is. */
async function demandTold({ seed, plant, events }: Told): Promise<void> {
  const sent = firstEvents({ seed, plant, from, carsPerMinute: pace.cars / pace.speed }, events)
  const told = new Map(sent.map(event => [event.text, event]))
  const cars = Map.groupBy(told.values(), event => event.productionNumber)
  expect(
    await graph.sql(`select count(*)::int as events from erp_adapter.event_log where production_number = any ($1)`, [
      [...cars.keys()],
    ]),
  ).toEqual([{ events: told.size }])
  for (const [car, all] of cars) {
    const status = plainStatus(all.map(({ text }) => text))
    const { vehicleByProductionNumber } = await graph.data(
      `query ($car: ID!) { vehicleByProductionNumber(productionNumber: $car) { status } }`,
      { car },
    )
    expect([car, vehicleByProductionNumber?.status]).toEqual([car, status])
  }
}

test('over HTTP everything is acknowledged, counted once, and each car is where it should be', async () => {
  const told = { seed: 1, plant: 'PLANT-WUHAN', events: 2000 }
  const said = await tell(graph.subgraphUrl('erp-adapter'), told, ...signing)
  expect(said).toMatch(/2,000 of 2,000 events acknowledged/)
  await demandTold(told)
  // The same once more changes nothing.
  expect(await tell(graph.subgraphUrl('erp-adapter'), told, ...signing)).toMatch(/2,000 events were there before/)
  await demandTold(told)
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
  const said = await tell(`http://127.0.0.1:${port}`, told)
  expect(said).toMatch(/300 of 300 events acknowledged/)
  expect(said).toMatch(/4 sends came to nothing/)
  expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThanOrEqual(990)
  await demandTold(told)
}, 60_000)

test('a wrong secret is said in a sentence and ends it', async () => {
  const url = graph.subgraphUrl('erp-adapter')
  const program = runCommand('plant', ['--url', url, '--sender', 'wuhan', '--secret', 'whsec_AAAA', '--events', '9'])
  expect(await program.ended).toBe(1)
  expect(program.said()).toMatch(/The graph refused what the plant sent, 401: .*No signature fits/)
})

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
      await demandTold(told)
    }
  }, 60_000)
})
