import { importSPKI, compactVerify } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { schemaNameOf } from '#platform/subgraph.ts'
import { registry } from '../../subgraphs/registry.ts'
import { aPerson, anOrganisation, fresh } from '../customer/people.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import type { As } from '../kit/principal.ts'
import { seedMarket } from '../sales/market.ts'
import { canaryId, canaryVin, canaryWords, seedCanary } from './canary.ts'
import { tellOldEvents } from './canary-events.ts'
import { exportOf, requestExport } from './data-exports.ts'
import { completed, erasureOf, requestErasure } from './erasures.ts'
import { tablesWith } from './places-with.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await seedMarket(graph)
  await seedCanary(graph)
})
afterAll(() => graph.stop())

test('a person is given what all subgraphs hold of him as one document, and nobody else is but compliance', async () => {
  const himself: As = { role: 'customer', customerId: canaryId }
  expect((await requestExport(graph, canaryId, { role: 'call-centre' })).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  expect((await requestExport(graph, canaryId, { role: 'customer', customerId: 'x' })).data.outcome.__typename).toBe(
    'CustomerUnknown',
  )
  const company = await anOrganisation(graph)
  expect((await requestExport(graph, company)).data.outcome.__typename).toBe('CustomerIsNoPerson')
  expect((await requestExport(graph, canaryId, himself)).data.outcome.__typename).toBe('ExportPersonalDataSuccess')
  await expect.poll(async () => (await exportOf(graph, canaryId, himself)).state, { timeout: 30_000 }).toBe('COMPLETE')
  const { document } = await exportOf(graph, canaryId, himself)
  for (const word of canaryWords) expect(document).toContain(word)
  const { subgraphs } = JSON.parse(document)
  expect(Object.keys(subgraphs)).toEqual(['customer', 'erp-adapter', 'marketing', 'sales', 'service'])
  expect(subgraphs.customer.customer).toMatchObject([{ id: canaryId, family_name: '金丝雀' }])
  expect(subgraphs.service.case_message).toMatchObject([{ id: 'k-16', body: 'KanariText' }])
  expect(subgraphs['erp-adapter']).toEqual({})
  expect(await exportOf(graph, canaryId, { role: 'customer', customerId: 'x' })).toBeNull()
  expect(await exportOf(graph, canaryId, { role: 'call-centre' })).toBeNull()
  expect((await exportOf(graph, canaryId, { role: 'compliance' })).document).toBeNull()
  expect((await exportOf(graph, canaryId, { role: 'compliance', reason: 'asked by mail' })).document).toEqual(document)
  expect(
    await graph.sql(`select customer_id, operation, fields, reason from platform.access_entry where book > 1`),
  ).toEqual([
    { customer_id: canaryId, operation: 'Mine', fields: ['PersonalDataExport.document'], reason: 'asked by mail' },
  ])
})

test('a person who is in five subgraphs and the outbox is found nowhere once he is erased', async () => {
  await tellOldEvents(graph)
  const before = await tablesWith(graph, canaryWords)
  expect(before).toContain('platform.event')
  expect(new Set(before.map(name => name.split('.')[0]))).toEqual(
    new Set(['customer', 'sales', 'service', 'marketing', 'erp_adapter', 'platform']),
  )
  const { data } = await requestErasure(graph, canaryId)
  expect(data.outcome).toMatchObject({ __typename: 'RequestErasureSuccess', erasure: { ground: 'ASKED' } })
  const erasure = await completed(graph, canaryId)
  expect(await tablesWith(graph, canaryWords)).toEqual([])
  expect(erasure.waitingFor).toEqual([])
  const did = new Map(erasure.items.map((item: any) => [`${item.subgraph}.${item.item}`, item]))
  expect(did.get('customer.customer')).toMatchObject({ outcome: 'ERASED', rows: 1, until: null, legalBasis: null })
  expect(did.get('service.service_order')).toMatchObject({ outcome: 'ANONYMISED', rows: 1 })
  expect(did.get('sales.vehicle_participant')).toMatchObject({
    outcome: 'RESTRICTED',
    legalBasis: 'RECALL_RECORDS',
    until: '2036-03-01',
  })
})

test('each table that has a person’s id is among what its subgraph holds of persons', async () => {
  const named = await graph.sql<{ name: string }>(
    `select distinct format('%s.%s', table_schema, table_name) as name from information_schema.columns
     where table_schema = any($1) and column_name in ('customer_id', 'related_id', 'buyer_id', 'seller_id', 'owner_id')`,
    [registry.map(({ subgraph }) => schemaNameOf(subgraph.name))],
  )
  const held = new Set(
    registry.flatMap(({ subgraph: { name, holdings } }) =>
      holdings.map(({ table }) => `${schemaNameOf(name)}.${table}`),
    ),
  )
  expect(named.length).toBeGreaterThan(20)
  expect(named.map(({ name }) => name).filter(name => !held.has(name))).toEqual([])
})

test('the service history stays on the car, and leads to no owner', async () => {
  const [work] = await graph.sql(
    `select vin, customer_id, complaint, odometer_km from service.service_order where id = 'k-14'`,
  )
  expect(work).toEqual({ vin: canaryVin, customer_id: null, complaint: '***', odometer_km: 10 })
  const { customer } = await graph.data(`query ($id: ID!) { customer(id: $id) { displayName phone } }`, {
    id: canaryId,
  })
  expect(customer).toBeNull()
  const [role] = await graph.sql(`select customer_id from sales.vehicle_participant where id = 'k-12'`)
  expect(role).toEqual({ customer_id: canaryId })
})

test('old events that come again don’t bring him back', async () => {
  await tellOldEvents(graph)
  await expect.poll(() => tablesWith(graph, canaryWords)).toEqual([])
  expect(await graph.sql(`select from customer.activity where customer_id = $1`, [canaryId])).toEqual([])
  expect(await graph.sql(`select from marketing.customer_fact where customer_id = $1`, [canaryId])).toEqual([])
  expect(await graph.sql(`select owner_id from service.covered_vehicle where vin = $1`, [canaryVin])).toEqual([
    { owner_id: null },
  ])
})

test('the receipt can be verified here and by anybody with the key, and no other is one', async () => {
  const { receipt } = await erasureOf(graph, canaryId)
  const ask = `query ($receipt: String!) { erasureReceiptHolds(receipt: $receipt) erasureReceiptKey }`
  const { erasureReceiptHolds, erasureReceiptKey } = await graph.data(ask, { receipt })
  expect(erasureReceiptHolds).toBe(true)
  const { payload } = await compactVerify(receipt, await importSPKI(erasureReceiptKey, 'EdDSA'))
  const said = JSON.parse(Buffer.from(payload).toString())
  expect(said).toMatchObject({ customerId: canaryId, ground: 'ASKED', waitingFor: [] })
  const [head, , signature] = receipt.split('.')
  const other = Buffer.from(JSON.stringify({ ...said, customerId: 'customer-2' })).toString('base64url')
  expect((await graph.data(ask, { receipt: [head, other, signature].join('.') })).erasureReceiptHolds).toBe(false)
})

test('the same call again is the same erasure; another one finds it', async () => {
  const idempotencyKey = fresh()
  const id = await aPerson(graph)
  const first = await requestErasure(graph, id, { idempotencyKey })
  expect((await requestErasure(graph, id, { idempotencyKey })).data.outcome.erasure.customerId).toBe(id)
  expect(first.data.outcome.__typename).toBe('RequestErasureSuccess')
  expect((await requestErasure(graph, id)).data.outcome).toMatchObject({
    __typename: 'ErasureAlreadyRequested',
    erasure: { customerId: id },
  })
  await completed(graph, id)
  expect(await graph.sql(`select from platform.erasure where customer_id = $1`, [id])).toHaveLength(1)
})

test('nobody but those whose work it is has a person erased, and he himself', async () => {
  const [id, other] = [await aPerson(graph), await aPerson(graph)]
  expect((await requestErasure(graph, id, { as: { role: 'key-account' } })).errors?.[0]?.extensions?.code).toBe(
    'FORBIDDEN',
  )
  const himself: As = { role: 'customer', customerId: id }
  expect((await requestErasure(graph, other, { as: himself })).data.outcome).toEqual({
    __typename: 'CustomerUnknown',
    customerId: other,
  })
  expect((await requestErasure(graph, id, { as: himself })).data.outcome.__typename).toBe('RequestErasureSuccess')
  await completed(graph, id)
  expect(await erasureOf(graph, id, himself)).toMatchObject({ state: 'COMPLETE' })
  expect(await erasureOf(graph, id, { role: 'customer', customerId: other })).toBeNull()
  expect(
    (await requestErasure(graph, other, { as: { role: 'customer', customerId: id } })).data.outcome.__typename,
  ).toBe('CustomerUnknown')
  const organisation = await anOrganisation(graph)
  expect((await requestErasure(graph, organisation)).data.outcome).toMatchObject({
    __typename: 'CustomerIsNoPerson',
    customerId: organisation,
  })
  expect((await requestErasure(graph, 'nobody')).data.outcome).toEqual({
    __typename: 'CustomerUnknown',
    customerId: 'nobody',
  })
})
