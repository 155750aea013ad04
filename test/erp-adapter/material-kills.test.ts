import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { askAdapter } from './kill-trial/ask-adapter.ts'
import { startKillableAdapter } from './kill-trial/killable-adapter.ts'
import { call, named, released, scheduled } from './material-plant.ts'
import { startSupplierServer, supplierSecret } from './supplier-server.ts'

const suppliers = Array.from({ length: 12 }, (_, nth) => `s${String(nth).padStart(2, '0')}`)
const plans = 2

test('while the adapter is killed as it sends, every released plan reaches every supplier under one id, and none is lost', async () => {
  const server = await startSupplierServer()
  onTestFinished(() => server.stop())
  const adapter = await startKillableAdapter()
  onTestFinished(() => adapter.stop())
  async function ask(query: string, variables: Record<string, unknown> = {}): Promise<any> {
    const { data, errors } = await askAdapter(adapter.url, query, variables)
    if (errors !== undefined) throw new Error(JSON.stringify(errors))
    return data
  }
  const asked = { data: ask }
  await call(asked, 'setSupply', {
    suppliers: suppliers.map(id => ({
      id,
      nameZh: id,
      nameEn: id,
      endpoint: `${server.url}/${id}`,
      secret: supplierSecret,
    })),
    parts: suppliers.map(named),
    supplies: suppliers.map(id => ({ partNumber: id, supplierId: id, leadDays: 3 })),
    bills: [{ modelCode: 'ENV', lines: suppliers.map(id => ({ partNumber: id, quantity: '1' })) }],
  })
  await scheduled(asked, 10)
  // Each supplier first lets a connection hang, so that a kill meets sendings under way.
  for (const id of suppliers) server.answer(`/${id}`, 'hang')
  const ids: string[] = []
  for (let nth = 0; nth < plans; nth++) ids.push(await released(asked))
  let killedUnderWay = 0
  for (let kills = 0; kills < 2; kills++) {
    const before = server.got.length
    await vi.waitFor(() => expect(server.got.length - before).toBeGreaterThanOrEqual(6), 40_000)
    const [{ count }] = await adapter.sql(
      `select count(*)::int from erp_adapter.material_delivery where delivered_at is null and held_until > now()`,
    )
    killedUnderWay += count
    await adapter.killAdapter()
    await pause(100)
  }
  await vi.waitFor(
    async () => {
      const [{ count }] = await adapter.sql(
        `select count(*)::int from erp_adapter.material_delivery where delivered_at is null`,
      )
      expect(count).toBe(0)
    },
    { timeout: 90_000, interval: 500 },
  )
  const expected = ids.flatMap(plan => suppliers.map(supplier => `${plan}:${supplier}`))
  expect([...new Set(server.got.map(({ id }) => id))].toSorted()).toEqual(expected.toSorted())
  expect(new Set(server.got.map(({ verdict }) => verdict))).toEqual(new Set(['valid']))
  // Otherwise it was no trial.
  expect(killedUnderWay).toBeGreaterThan(5)
  expect(server.got.length).toBeGreaterThan(expected.length)
}, 180_000)
