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
  /** Begins an order in the ERP, so that it can't be cancelled any more. */
  beginOrder(number: string): Promise<void>
  /** The options that an order has in the ERP, as it keeps them. */
  optionsOf(number: string): Promise<unknown>
  /** Ends all sessions in the ERP. */
  endSessions(): Promise<void>
  /** What its entry in the configuration says beside its name and plants, at an address. */
  entry(): object
  /** The environment that holds its secrets. */
  secrets(): Record<string, string>
}

/** An ERP that is nowhere but in the graph's own tables. */
export interface OwnTables extends Pick<ErpAtHand, 'connect' | 'makeOrders' | 'changeOrder' | 'beginOrder'> {
  /** Takes an order into production here, as each is before it is handed over. */
  know(order: OrderToBuild): Promise<OrderToBuild>
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

/** Reads all orders from a mark on. */
export async function readAll(
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

/** What every connector does, whatever it leads to. */
export function orderConformance(erp: Omit<OwnTables, 'know'> & Partial<Pick<OwnTables, 'know'>>): void {
  async function place(connector: Connector): Promise<string> {
    const wanted = (await erp.know?.(order())) ?? order()
    const number = await connector.placeOrder(wanted, patience())
    expect(await connector.placeOrder(wanted, patience())).toBe(number)
    return number
  }

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
    const number = await place(connector)
    const before = await readAll(connector)
    await erp.changeOrder(number)
    const { orders } = await readAll(connector, before.mark)
    const statusesOf = (all: readonly ErpOrder[]): unknown => all.find(each => each.number === number)?.statuses
    expect(statusesOf(orders)).not.toEqual(statusesOf(before.orders))
  }, 60_000)

  const orderNow = async (connector: Connector, number: string): Promise<ErpOrder | undefined> =>
    (await readAll(connector)).orders.find(each => each.number === number)

  test('an order is moved to other dates and cancelled, and comes back so', async () => {
    const connector = erp.connect()
    const number = await place(connector)
    const revision = async (): Promise<string> => (await orderNow(connector, number))?.revision ?? ''
    const [plannedStart, plannedEnd] = [new Date('2027-06-01T00:00:00Z'), new Date('2027-06-09T00:00:00Z')]
    const later = { kind: 'reschedule', number, plannedStart, plannedEnd } as const
    await connector.moveOrder({ ...later, revision: await revision() }, patience())
    expect(await orderNow(connector, number)).toMatchObject({ plannedStart, plannedEnd })
    await connector.moveOrder({ kind: 'cancel', number, revision: await revision() }, patience())
    expect(await orderNow(connector, number)).toMatchObject({ state: 'CANCELLED' })
  }, 120_000)

  test('what was begun is not cancelled: it is refused, and said why', async () => {
    const connector = erp.connect()
    const number = await place(connector)
    await erp.beginOrder(number)
    const begun = await orderNow(connector, number)
    expect(begun?.state).toBe('IN_PRODUCTION')
    const cancel = connector.moveOrder({ kind: 'cancel', number, revision: begun?.revision ?? '' }, patience())
    await expect(cancel).rejects.toMatchObject({ code: 'REFUSED', message: expect.stringMatching(/./) })
    expect(await orderNow(connector, number)).toMatchObject({ state: 'IN_PRODUCTION' })
  }, 120_000)

  test('a step that is meant for an earlier state is a conflict, and one that is done already is none', async () => {
    const connector = erp.connect()
    const number = await place(connector)
    const { revision = '' } = (await orderNow(connector, number)) ?? {}
    await erp.changeOrder(number)
    const stale = connector.moveOrder({ number, kind: 'cancel', revision }, patience())
    await expect(stale).rejects.toMatchObject({ code: 'CONFLICT' })
    const now = await orderNow(connector, number)
    const cancel = { number, kind: 'cancel', revision: now?.revision ?? '' } as const
    await connector.moveOrder(cancel, patience())
    await connector.moveOrder(cancel, patience())
  }, 120_000)
}

/** What every connector does that leads to another system. */
export function conformance(erp: ErpAtHand): void {
  orderConformance(erp)

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

  test('an order gets other options, and none, and is otherwise as it was; what was begun is refused', async () => {
    const connector = erp.connect()
    const number = await connector.placeOrder(
      order({ salesOrderId: 'so-options', optionCodes: ['RED', 'SUNROOF'] }),
      patience(),
    )
    const now = async (): Promise<ErpOrder> => {
      const found = (await readAll(connector)).orders.find(each => each.number === number)
      if (found === undefined) throw new Error(`there is no order ${number}`)
      return found
    }
    const configure = async (...optionCodes: readonly string[]): Promise<void> =>
      connector.moveOrder({ kind: 'configure', number, revision: (await now()).revision, optionCodes }, patience())
    expect(await erp.optionsOf(number)).toBe('RED SUNROOF')
    const { revision: _, ...before } = await now()
    await configure('BLUE')
    expect(await erp.optionsOf(number)).toBe('BLUE')
    expect(await now()).toMatchObject(before)
    await configure()
    expect((await erp.optionsOf(number)) ?? '').toBe('')
    await erp.beginOrder(number)
    await expect(configure('RED')).rejects.toMatchObject({ code: 'REFUSED', message: expect.stringMatching(/./) })
  }, 120_000)

  test('a session that ended is renewed', async () => {
    const connector = erp.connect()
    await connector.changes('orders', null, patience())
    await erp.endSessions()
    expect((await connector.changes('orders', null, patience())).rows.length).toBeGreaterThan(0)
  }, 60_000)

  test.for([
    ['refused', 'AWAY'],
    ['status', 'FAILED'],
    ['html', 'MALFORMED'],
    ['badJson', 'MALFORMED'],
    ['cut', 'AWAY'],
    ['cutChunk', 'AWAY'],
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

  test('an ERP that asks to be left alone says for how long', async () => {
    const connector = erp.connect()
    for (const status of [429, 503]) {
      await erp.proxy().trouble({ status, retryAfter: 7 })
      const asked = connector.changes('orders', null, patience())
      await expect(asked).rejects.toMatchObject({ code: 'AWAY', pause: 7000 })
    }
    await erp.proxy().trouble('none')
    expect((await connector.changes('orders', null, patience())).rows.length).toBeGreaterThan(0)
  }, 60_000)
}
