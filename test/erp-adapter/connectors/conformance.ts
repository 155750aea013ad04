import { expect, test } from 'vitest'
import { ConnectorFault, type ConnectorFaultCode } from '../../../subgraphs/erp-adapter/connectors/connector-fault.ts'
import type { Connector, ErpOrder, OrderToBuild } from '../../../subgraphs/erp-adapter/connectors/connector.ts'
import type { FaultProxy } from '../../kit/fault-proxy.ts'

/** An ERP at hand, for the suite that every connector passes. */
export interface ErpAtHand {
  /** A connector of its own that talks to the ERP through the proxy. */
  connect(): Connector
  readonly proxy: () => FaultProxy
  /** Makes orders in the ERP that are not ours. */
  makeOrders(count: number): Promise<void>
  /** Changes an order in the ERP, so that its statuses are others. */
  changeOrder(number: string): Promise<void>
  /** Ends all sessions in the ERP. */
  endSessions(): Promise<void>
}

const patience = (): AbortSignal => AbortSignal.timeout(30_000)
let count = 0
const order = (more: Partial<OrderToBuild> = {}): OrderToBuild => ({
  productionNumber: `AG-${Date.now()}-${++count}`,
  modelCode: 'ENV',
  plantId: 'PLANT-T',
  optionCodes: [],
  salesOrderId: null,
  plannedStart: new Date('2027-03-01T00:00:00Z'),
  plannedEnd: new Date('2027-03-05T00:00:00Z'),
  ...more,
})

async function readAll(
  connector: Connector,
  from: string | null = null,
): Promise<{ orders: ErpOrder[]; mark: string }> {
  const orders: ErpOrder[] = []
  let mark = from
  for (;;) {
    const page = await connector.changes('orders', mark, patience())
    orders.push(...page.rows)
    mark = page.mark
    if (!page.more) return { orders, mark }
  }
}

/** What every connector does, whatever its ERP. */
export function conformance(erp: ErpAtHand): void {
  test('many records come in pages, each of them, and reading goes on where another process ended', async () => {
    await erp.makeOrders(450)
    const whole = await readAll(erp.connect())
    const numbers = whole.orders.map(({ number }) => number)
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(numbers.length).toBeGreaterThanOrEqual(450)
    const first = await erp.connect().changes('orders', null, patience())
    expect(first.more).toBe(true)
    const rest = await readAll(erp.connect(), first.mark)
    expect([...first.rows, ...rest.orders].map(({ number }) => number)).toEqual(numbers)
  }, 120_000)

  test('what changes after a mark comes with its new statuses', async () => {
    const connector = erp.connect()
    const number = await connector.placeOrder(order(), patience())
    const before = await readAll(connector)
    await erp.changeOrder(number)
    const { orders } = await readAll(connector, before.mark)
    const statusesOf = (all: readonly ErpOrder[]): unknown => all.find(each => each.number === number)?.statuses
    expect(statusesOf(orders)).not.toEqual(statusesOf(before.orders))
  }, 60_000)

  test.for([null, 'so-1'])(
    'an order is made once, whichever answer was lost on the way (sales order $0)',
    { timeout: 120_000 },
    async salesOrderId => {
      const connector = erp.connect()
      await connector.changes('orders', null, patience())
      const placed = new Map<string, string>()
      let lost = 0
      for (let nth = 1; nth <= 8; nth++) {
        const wanted = order({ salesOrderId })
        await loseAnswer(nth)
        await connector.placeOrder(wanted, patience()).catch((error: unknown) => {
          if (!(error instanceof ConnectorFault)) throw error
          lost++
        })
        await erp.proxy().trouble('none')
        const number = await connector.placeOrder(wanted, patience())
        expect(await connector.placeOrder(wanted, patience())).toBe(number)
        placed.set(wanted.productionNumber, number)
      }
      expect(lost).toBeGreaterThan(1)
      const { orders } = await readAll(connector)
      const ours = orders.filter(each => placed.has(each.productionNumber ?? ''))
      expect(ours).toHaveLength(placed.size)
      expect(new Map(ours.map(each => [each.productionNumber, each.number]))).toEqual(placed)
    },
  )

  /** The ERP does what the nth request from now asks, and its answer is lost. */
  async function loseAnswer(nth: number): Promise<void> {
    const length = 50
    const at = (erp.proxy().requests() + nth) % length
    await erp.proxy().trouble(Array.from({ length }, (_, place) => (place === at ? { reset: 0 } : 'none')))
  }

  test('a session that ended is renewed', async () => {
    const connector = erp.connect()
    await connector.changes('orders', null, patience())
    await erp.endSessions()
    expect((await connector.changes('orders', null, patience())).rows.length).toBeGreaterThan(0)
  }, 60_000)

  test('a step that is meant for an earlier state is a conflict, and one that is done already is none', async () => {
    const connector = erp.connect()
    const wanted = order()
    const number = await connector.placeOrder(wanted, patience())
    const { orders, mark } = await readAll(connector)
    const { revision = '' } = orders.find(each => each.number === number) ?? {}
    await erp.changeOrder(number)
    const stale = connector.moveOrder({ number, kind: 'cancel', revision }, patience())
    await expect(stale).rejects.toMatchObject({ code: 'CONFLICT' })
    const now = (await readAll(connector, mark)).orders.findLast(each => each.number === number)
    const cancel = { number, kind: 'cancel', revision: now?.revision ?? '' } as const
    await connector.moveOrder(cancel, patience())
    await connector.moveOrder(cancel, patience())
  }, 60_000)

  test.for([
    ['refused', 'AWAY'],
    ['status', 'FAILED'],
    ['html', 'MALFORMED'],
    ['badJson', 'MALFORMED'],
    ['hang', 'TIMEOUT'],
  ] as const satisfies readonly (readonly [string, ConnectorFaultCode])[])(
    'an ERP that is %s fails with %s, and answers when it is back',
    { timeout: 60_000 },
    async ([trouble, code]) => {
      const connector = erp.connect()
      await connector.changes('orders', null, patience())
      await erp.proxy().trouble(trouble)
      const asked = connector.changes('orders', null, AbortSignal.timeout(trouble === 'hang' ? 300 : 10_000))
      await expect(asked).rejects.toMatchObject({ code })
      await erp.proxy().trouble('none')
      expect((await connector.changes('orders', null, patience())).rows.length).toBeGreaterThan(0)
    },
  )
}
