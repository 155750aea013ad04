import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startCommand } from '../../kit/command-process.ts'
import { startGraph, type TestGraph } from '../../kit/graph.ts'
import { describePlant } from '../plant.ts'
import { readAll, type ErpAtHand } from './conformance.ts'
import { servePlants, type ServedPlants } from './served-plant.ts'

const soon = { timeout: 60_000, interval: 50 }

/** What holds in the graph for every connector that leads to another system. */
export function servedConformance(kind: string, erp: ErpAtHand): void {
  let graph: TestGraph
  let served: ServedPlants
  let folder: string
  beforeAll(async () => {
    graph = await startGraph()
    await describePlant(graph)
    served = servePlants(graph)
    folder = mkdtempSync(join(tmpdir(), 'autograph-served-'))
  })
  afterAll(async () => {
    await served.stop()
    await graph.stop()
    rmSync(folder, { recursive: true })
  })

  const serve = (): Promise<void> =>
    served.serve([{ name: 'erp', kind, plants: ['PLANT-T'], connector: erp.connect() }], { wholeInterval: 1000 })
  const orders = (): Promise<any[]> =>
    graph.sql(`select number, statuses from erp_adapter.erp_order order by number collate "C"`)
  const systemNow = async (): Promise<any> =>
    (await graph.data(`{ erpSystems { state fault { code } topics { topic asOf } } }`)).erpSystems[0]
  const asOf = async (): Promise<string | null> => (await systemNow()).topics[0].asOf

  /** Orders as the ERP has them now. */
  async function there(): Promise<unknown[]> {
    const connector = erp.connect()
    const told = new Map(
      (await readAll(connector)).orders.map(({ number, statuses }) => [number, { number, statuses }]),
    )
    await connector.close()
    return [...told.values()].toSorted((a, b) => (a.number < b.number ? -1 : 1))
  }

  test('a process that is killed amid what it reads is gone on from, and in the end each order is there once', async () => {
    await erp.makeOrders(450)
    const file = join(folder, 'connections.json')
    writeFileSync(
      file,
      JSON.stringify({ connections: [{ name: 'erp', kind, plants: ['PLANT-T'], everySeconds: 0.1, ...erp.entry() }] }),
    )
    const start = () =>
      startCommand('subgraph', ['erp-adapter', '--port', '0'], {
        DATABASE_URL: graph.databaseUrl,
        ERP_CONNECTIONS: file,
        ...erp.secrets(),
      })
    await erp.proxy().trouble({ latency: 300 })
    const killed = start()
    await vi.waitFor(async () => expect((await orders()).length).toBeGreaterThan(0), soon)
    killed.signal('SIGKILL')
    await killed.ended
    const before = await orders()
    const [{ mark, as_of }] = await graph.sql(`select mark, as_of from erp_adapter.erp_mark where topic = 'orders'`)
    expect(as_of).toBeNull()
    await erp.proxy().trouble('none')
    await erp.makeOrders(3)
    // The minute is over for which the killed one holds the connection.
    await graph.sql(`update erp_adapter.erp_connection set held_until = now()`)
    const next = start()
    await vi.waitFor(async () => expect(await asOf()).not.toBeNull(), soon)
    await vi.waitFor(async () => expect(await orders()).toEqual(await there()), soon)
    next.signal('SIGTERM')
    await next.ended
    expect((await orders()).length).toBeGreaterThan(before.length)
    const [after] = await graph.sql(`select mark from erp_adapter.erp_mark where topic = 'orders'`)
    expect(after.mark).not.toBe(mark)
  }, 240_000)

  test('what changed while it was away comes when it is back, and until then what was known is told as of then', async () => {
    await serve()
    await vi.waitFor(async () => expect(await systemNow()).toMatchObject({ state: 'CONNECTED' }), soon)
    await vi.waitFor(async () => expect(await orders()).toEqual(await there()), soon)
    const known = await orders()
    await erp.proxy().trouble('refused')
    await vi.waitFor(
      async () => expect(await systemNow()).toMatchObject({ state: 'AWAY', fault: { code: 'AWAY' } }),
      soon,
    )
    const stands = await asOf()
    await erp.makeOrders(1)
    await pause(1000)
    expect(await orders()).toEqual(known)
    expect(await asOf()).toBe(stands)
    await erp.proxy().trouble('none')
    await vi.waitFor(async () => expect(await orders()).toHaveLength(known.length + 1), soon)
    await vi.waitFor(async () => expect(await systemNow()).toMatchObject({ state: 'CONNECTED', fault: null }), soon)
    expect(Date.parse((await asOf()) ?? '')).toBeGreaterThan(Date.parse(stands ?? ''))
  }, 120_000)

  test('one that breaks over each request is asked seldom, and one that asks for a pause not before it is over', async () => {
    await serve()
    await vi.waitFor(async () => expect(await systemNow()).toMatchObject({ state: 'CONNECTED' }), soon)
    await erp.proxy().trouble('status')
    await vi.waitFor(async () => expect(await systemNow()).toMatchObject({ fault: { code: 'FAILED' } }), soon)
    const failing = erp.proxy().requests()
    await pause(3000)
    // Pauses grow to the half second that the test allows.
    expect(erp.proxy().requests() - failing).toBeLessThanOrEqual(8)
    await erp.proxy().trouble({ status: 503, retryAfter: 4 })
    await vi.waitFor(async () => expect(await systemNow()).toMatchObject({ fault: { code: 'AWAY' } }), soon)
    const asked = erp.proxy().requests()
    await erp.proxy().trouble('none')
    await pause(2500)
    expect(erp.proxy().requests()).toBe(asked)
    await vi.waitFor(async () => expect(await systemNow()).toMatchObject({ state: 'CONNECTED', fault: null }), soon)
  }, 120_000)
}
