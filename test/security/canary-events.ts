import type { TestGraph } from '../kit/graph.ts'
import { tell } from '../service/workshop.ts'
import { canaryIdOf, canaryVinOf } from './canary.ts'

/** Tells of the canary person what departments told each other of him, and waits until all have heard. */
export async function tellOldEvents(graph: Pick<TestGraph, 'sql' | 'settled'>, nth = 0): Promise<void> {
  const [customerId, vin] = [canaryIdOf(nth), canaryVinOf(nth)]
  const at = '2026-03-01T08:00:00.000Z'
  await tell(graph, 'CustomerActivity', customerId, {
    customerId,
    kind: 'TOUCHPOINT',
    department: 'CUSTOMER',
    at: '2026-03-02T08:00:00.000Z',
    summary: 'KanariText',
    subject: { type: 'Touchpoint', id: 'k-6' },
  })
  await tell(graph, 'customer.CustomerChanged', customerId, {
    customerId,
    kind: 'PERSON',
    fields: [],
    country: 'CN',
    region: '上海市',
    locale: 'zh-CN',
    birthYear: 1979,
  })
  await tell(graph, 'sales.RetailSaleRegistered', vin, {
    saleId: `sale-of-${customerId}`,
    kind: 'USED',
    vin,
    modelCode: 'ENVISION-GS',
    customerId,
    dealerId: 'd-sh-1',
    soldAt: at,
    price: { amount: '1.00', currency: 'CNY' },
    orderId: null,
  })
  await tell(graph, 'sales.OwnershipChanged', vin, { vin, customerId, role: 'OWNER', from: at, until: null })
  await tell(graph, 'service.PurchaseWished', `wish-of-${customerId}`, {
    caseId: `wish-of-${customerId}`,
    customerId,
    dealerId: 'd-sh-1',
    phone: '+8613912345678',
    message: 'KanariText',
  })
}
