import { openTryton, type TrytonSession } from '../../../subgraphs/erp-adapter/connectors/tryton/tryton-session.ts'
import { trytonDay } from '../../../subgraphs/erp-adapter/connectors/tryton/tryton-values.ts'
import type { Tryton } from '../../kit/tryton.ts'

/** The people in the office of a Tryton, who do what a test needs done there. */
export interface TrytonOffice {
  call(method: string, args: readonly unknown[], context?: object): Promise<any>
  /** Makes a record and gives its id. */
  create(model: string, values: object): Promise<number>
  find(model: string, domain: readonly unknown[], fields?: readonly string[]): Promise<any[]>
  /** Takes so many of a product into the warehouse; under a lot, when one is named. */
  receive(code: string, quantity: number, lot?: string): Promise<void>
  /** Makes productions that nobody ordered. */
  makeProductions(count: number): Promise<void>
  unit(): Promise<number>
  company(): Promise<number>
  close(): Promise<void>
}

export function openOffice(tryton: Tryton): TrytonOffice {
  const session: TrytonSession = openTryton(tryton)
  const call = async (method: string, args: readonly unknown[], context: object = {}): Promise<any> =>
    session.call({ method, args, context }, AbortSignal.timeout(30_000))
  const create = async (model: string, values: object): Promise<number> =>
    (await call(`model.${model}.create`, [[values]]))[0]
  const find = (model: string, domain: readonly unknown[], fields: readonly string[] = []): Promise<any[]> =>
    call(`model.${model}.search_read`, [domain, 0, null, null, [...fields]])
  const unit = async (): Promise<number> => (await find('product.uom', [['symbol', '=', 'u']]))[0].id
  const company = async (): Promise<number> => (await find('company.company', []))[0].id
  return {
    call,
    create,
    find,
    unit,
    company,
    async makeProductions(count) {
      const [{ id: product }] = await find('product.product', [['code', '=', 'ENV']])
      const [warehouse] = await find('stock.location', [['type', '=', 'warehouse']], ['production_location'])
      const { id, production_location } = warehouse
      const planned = { planned_start_date: trytonDay(new Date()), planned_date: trytonDay(new Date()) }
      const made = { product, quantity: 1, uom: await unit(), warehouse: id, location: production_location, ...planned }
      await call('model.production.create', [Array.from({ length: count }, () => made)])
    },
    async receive(code, quantity, lot) {
      const [{ id: product }] = await find('product.product', [['code', '=', code]])
      const [{ id: found }] = await find('stock.location', [['type', '=', 'lost_found']])
      const [{ storage_location }] = await find('stock.location', [['type', '=', 'warehouse']], ['storage_location'])
      const move = await create('stock.move', {
        product,
        quantity,
        uom: await unit(),
        from_location: found,
        to_location: storage_location,
        company: await company(),
        currency: (await find('currency.currency', [['code', '=', 'CNY']]))[0].id,
        unit_price: { __class__: 'Decimal', decimal: '1' },
        ...(lot === undefined ? {} : { lot: await create('stock.lot', { number: lot, product }) }),
      })
      await call('model.stock.move.do', [[move]])
    },
    close: () => session.close(),
  }
}

/** Furnishes an empty Tryton: a company, the plant's warehouse, a car's model that is built from seats and engines. */
export async function furnish(tryton: Tryton): Promise<void> {
  const first = openOffice(tryton)
  const currency = await first.create('currency.currency', {
    name: 'Renminbi',
    code: 'CNY',
    symbol: '¥',
    rates: [['create', [{ date: trytonDay(new Date('2020-01-01')), rate: { __class__: 'Decimal', decimal: '1' } }]]],
  })
  const maker = await first.create('party.party', { name: 'Maker', code: 'MAKER', addresses: [['create', [{}]]] })
  const company = await first.create('company.company', { party: maker, currency })
  const [{ id: admin }] = await first.find('res.user', [['login', '=', 'admin']])
  await first.call('model.res.user.write', [[admin], { companies: [['add', [company]]], company }])
  await first.close()

  const office = openOffice(tryton)
  await office.create('party.party', { name: 'Sales company', code: 'SALES', addresses: [['create', [{}]]] })
  const seller = await office.create('party.party', {
    name: 'Engines Ltd',
    code: 'ENGINES',
    addresses: [['create', [{}]]],
  })
  const [warehouse] = await office.find('stock.location', [['type', '=', 'warehouse']], ['storage_location'])
  await office.call('model.stock.location.write', [[warehouse.id], { code: 'PLANT-T' }])
  const [unit] = await office.find('product.uom', [['symbol', '=', 'u']])
  const product = async (code: string, more: object = {}): Promise<number> => {
    const template = await office.create('product.template', {
      name: code,
      type: 'goods',
      default_uom: unit.id,
      list_price: { __class__: 'Decimal', decimal: '100' },
      code,
      products: [['create', [{}]]],
      ...more,
    })
    const [made] = await office.find('product.product', [['template', '=', template]])
    return made.id
  }
  const parts = await office.create('product.category', { name: 'Parts', accounting: true })
  const engine = await product('ENGINE', {
    account_category: parts,
    purchasable: true,
    purchase_uom: unit.id,
    product_suppliers: [
      ['create', [{ party: seller, company, lead_time: { __class__: 'timedelta', seconds: 864_000 } }]],
    ],
  })
  const car = await product('ENV', { producible: true, salable: true, sale_uom: unit.id, supply_on_sale: true })
  const bom = await office.create('production.bom', {
    name: 'ENV',
    inputs: [['create', [{ product: engine, quantity: 1, uom: unit.id }]]],
    outputs: [['create', [{ product: car, quantity: 1, uom: unit.id }]]],
  })
  await office.call('model.product.product.write', [[car], { boms: [['create', [{ bom }]]] }])
  await office.call('model.sale.configuration.write', [[1], { sale_invoice_method: 'manual' }]).catch(() => {})
  await office.call('model.purchase.configuration.write', [[1], { purchase_invoice_method: 'manual' }])
  await office.close()
}
