import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import type { As } from '../kit/principal.ts'
import { seedMarket } from '../sales/market.ts'
import { canary, canaryId, canaryVin, everythingOfCanary, seedCanary } from '../security/canary.ts'
import { completed, requestErasure } from '../security/erasures.ts'
import { tablesWith } from '../security/places-with.ts'
import { tell } from '../service/workshop.ts'
import { change, customer, everything, merge, merged, outcomeOf, phone, unmerge } from './merging.ts'
import { seedRecords, someRecords } from './records.ts'
import { aPerson, fresh } from './people.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await seedMarket(graph)
  await seedCanary(graph)
  // What other subgraphs and the matching hear of him as of everybody.
  await change(graph, { customerId: canaryId, locale: 'zh-Hans-CN' })
  await graph.settled()
})
afterAll(() => graph.stop())

test('everything of the merged is the survivor’s in all departments, and the old id leads to him', async () => {
  const before = await customer(
    graph,
    canaryId,
    everythingOfCanary.slice(everythingOfCanary.indexOf('displayName'), -4),
  )
  const survivorId = await aPerson(graph, { contactPoints: [phone('13700000001')] })
  const { id } = await merged(graph, canaryId, survivorId, {
    choices: [
      { field: 'FAMILY_NAME', keep: 'MERGED' },
      { field: 'GIVEN_NAME', keep: 'MERGED' },
    ],
  })
  const after = await customer(
    graph,
    canaryId,
    `id ${everythingOfCanary.slice(everythingOfCanary.indexOf('displayName'), -4)}`,
  )
  expect(after.id).toBe(survivorId)
  const moved =
    'leads salesOrders vehicles appointments serviceOrders cases contactGrants requests messages consentLedger touchpoints assignments address'
  for (const field of moved.split(' ')) expect(after[field], field).toEqual(before[field])
  expect(after.contactPoints).toEqual(expect.arrayContaining(before.contactPoints))
  expect(after.timeline.nodes).toEqual(expect.arrayContaining(before.timeline.nodes))
  const { vehicles } = await customer(
    graph,
    canaryId,
    `vehicles { nodes { vehicle { vin owners { customer { id displayName } } } } }`,
  )
  expect(vehicles.nodes).toEqual([
    { vehicle: { vin: canaryVin, owners: [{ customer: { id: survivorId, displayName: '金丝雀小鸟' } }] } },
  ])
  const { customersByPhone } = await graph.data(`{ customersByPhone(phone: "13912345678") { id } }`)
  expect(customersByPhone).toEqual([{ id: survivorId }])
  await unmerge(graph, id)
  expect(
    await customer(graph, canaryId, `id ${everythingOfCanary.slice(everythingOfCanary.indexOf('displayName'), -4)}`),
  ).toEqual({ id: canaryId, ...before })
})

test('each column that names a customer is moved by a merge, but for what tells of merges or is made anew', async () => {
  const columns = await graph.sql<{ name: string }>(
    `select format('%s.%s.%s', table_schema, table_name, column_name) as name from information_schema.columns
     where table_schema = any('{platform,customer,sales,service,marketing,erp_adapter}') and table_name <> 'merged_customer'
       and (column_name ~ '(customer|person|buyer|seller|referrer|related|merged|survivor)_id$' or table_name = 'covered_vehicle' and column_name = 'owner_id')
       and not exists (
         select from platform.customer_column
         where relation = format('%s.%s', table_schema, table_name) and of_person = column_name)
     order by 1`,
  )
  expect(columns.map(({ name }) => name)).toEqual([
    'customer.customer_merge.merged_id',
    'customer.customer_merge.survivor_id',
    'customer.duplicate_dismissal.customer_id',
    'customer.duplicate_pair.customer_id',
    'customer.match_key.customer_id',
    // Never changed: they are read under all ids of a customer.
    'platform.access_entry.customer_id',
    'platform.access_subject.customer_id',
    'platform.erasure.customer_id',
    'platform.open_case.customer_id',
    'platform.sharing_refused.customer_id',
  ])
})

test('what is undone is as it was, in every table', async () => {
  const survivorId = await aPerson(graph, { contactPoints: [phone('13700000002')] })
  await graph.settled()
  await graph.data(`mutation ($input: AddContactPointInput!) { addContactPoint(input: $input) { __typename } }`, {
    input: { idempotencyKey: fresh(), customerId: canaryId, contactPoint: phone('13700000002'), source: 'x' },
  })
  await graph.settled()
  const before = await everything(graph)
  const { id } = await merged(graph, canaryId, survivorId)
  expect(await everything(graph)).not.toEqual(before)
  expect((await unmerge(graph, id)).data.outcome).toMatchObject({
    survivor: { id: survivorId },
    restored: { id: canaryId },
  })
  expect(await everything(graph)).toEqual(before)
})

test('records of any make, merged in a chain and undone in turn, are as they were in every table', async () => {
  await fc.assert(
    fc.asyncProperty(someRecords, async records => {
      const ids = await seedRecords(graph, records)
      const before = await everything(graph)
      const merges = []
      for (const [place, id] of ids.slice(1).entries()) merges.push(await merged(graph, ids[place] ?? '', id))
      expect(await customer(graph, ids[0] ?? '', 'id')).toEqual({ id: ids.at(-1) })
      for (const { id } of merges.toReversed()) expect((await unmerge(graph, id)).data.outcome.restored).not.toBeNull()
      expect(await everything(graph)).toEqual(before)
    }),
    { numRuns: 3 },
  )
}, 120_000)

test('whatever is told of the old id afterwards is the survivor’s', async () => {
  const [mergedId, survivorId] = [await aPerson(graph), await aPerson(graph)]
  await graph.settled()
  await merged(graph, mergedId, survivorId)
  const input = { idempotencyKey: fresh(), customerId: mergedId }
  const ask = (mutation: string, type: string, more: object) =>
    graph.data(`mutation ($input: ${type}!) { outcome: ${mutation}(input: $input) { __typename } }`, {
      input: { ...input, ...more },
    })
  await ask('addContactPoint', 'AddContactPointInput', { contactPoint: phone('13700000004'), source: 'x' })
  await ask('recordTouchpoint', 'RecordTouchpointInput', {
    source: 'x',
    externalId: 'm-1',
    channel: 'PHONE',
    direction: 'INBOUND',
    department: 'SALES',
    summary: 'called',
  })
  await ask('captureLead', 'CaptureLeadInput', { channel: 'WEB', modelCode: 'ENVISION-GS' })
  await ask('openCase', 'OpenCaseInput', { kind: 'CONSULT', subject: 'asks', body: 'asks' })
  await tell(graph, 'sales.RetailSaleRegistered', 'LRBFXCS17SS008826', {
    saleId: 'm-sale',
    kind: 'NEW',
    vin: 'LRBFXCS17SS008826',
    modelCode: 'ENVISION-GS',
    customerId: mergedId,
    dealerId: 'd-sh-1',
    soldAt: '2026-01-01T00:00:00.000Z',
    price: { amount: '1.00', currency: 'CNY' },
    orderId: null,
  })
  await graph.settled()
  const seen = await customer(
    graph,
    survivorId,
    `phone touchpoints { nodes { summary } } leads { nodes { id } }
    cases { nodes { subject } } timeline { nodes { kind } }`,
  )
  expect(seen).toMatchObject({
    phone: '+8613700000004',
    touchpoints: { nodes: [{ summary: 'called' }] },
    cases: { nodes: [{ subject: 'asks' }] },
  })
  expect(seen.leads.nodes).toHaveLength(1)
  expect(seen.timeline.nodes.length).toBeGreaterThanOrEqual(3)
  expect(await graph.sql(`select customer_id from marketing.purchase where sale_id = 'm-sale'`)).toEqual([
    { customer_id: survivorId },
  ])
})

test('a dealer of either sees the customer, and no more of the other’s work than before', async () => {
  const shanghai = { role: 'dealer-sales', dealerId: 'd-sh-1' } as const
  const beijing = { role: 'dealer-sales', dealerId: 'd-bj-1' } as const
  const capture = async (as: As, customerId: string) =>
    graph.data(
      `mutation ($input: CaptureLeadInput!) { captureLead(input: $input) { __typename } }`,
      {
        input: {
          idempotencyKey: fresh(),
          customerId,
          channel: 'DEALER_VISIT',
          dealerId: as.dealerId,
          modelCode: 'ENVISION-GS',
        },
      },
      as,
    )
  const [mergedId, survivorId, other] = [await aPerson(graph), await aPerson(graph), await aPerson(graph)]
  for (const [customerId, dealerId] of [
    [mergedId, 'd-sh-1'],
    [survivorId, 'd-bj-1'],
  ] as const)
    await graph.data(`mutation ($input: AssignCustomerInput!) { assignCustomer(input: $input) { __typename } }`, {
      input: { idempotencyKey: fresh(), customerId, role: 'ACCOUNT_MANAGER', employeeId: `E-${dealerId}`, dealerId },
    })
  await capture(shanghai, mergedId)
  await capture(beijing, survivorId)
  await graph.settled()
  expect(await customer(graph, survivorId, 'id', shanghai)).toBeNull()
  const { id } = await merged(graph, mergedId, survivorId)
  const fields = `id leads { nodes { dealer { id } } } accountManager { employeeId }`
  const seenBy = (dealerId: string, accountManager: object | null) => ({
    id: survivorId,
    leads: { nodes: [{ dealer: { id: dealerId } }] },
    accountManager,
  })
  expect(await customer(graph, mergedId, fields, shanghai)).toEqual(seenBy('d-sh-1', null))
  expect(await customer(graph, mergedId, fields, beijing)).toEqual(seenBy('d-bj-1', { employeeId: 'E-d-bj-1' }))
  expect(await customer(graph, other, 'id', shanghai)).toBeNull()
  expect(await customer(graph, mergedId, 'id', { role: 'customer', customerId: mergedId })).toEqual({ id: survivorId })
  await unmerge(graph, id)
  expect(await customer(graph, survivorId, 'id', shanghai)).toBeNull()
  expect(await customer(graph, mergedId, 'id', beijing)).toBeNull()
})

test('the erasure of one takes both records, also what was set aside', async () => {
  const survivorId = await aPerson(graph, { contactPoints: [phone('13912345678')] })
  const { id } = await merged(graph, canaryId, survivorId)
  // The customer subgraph takes nothing up meanwhile: the erasure is under way still when somebody wants to merge.
  const deliveries = `hashtext('autograph_delivery'), hashtext('customer')`
  await graph.sql(`select pg_advisory_lock(${deliveries})`)
  await requestErasure(graph, canaryId)
  expect(await outcomeOf(merge(graph, await aPerson(graph), survivorId))).toMatchObject({
    because: 'BEING_ERASED',
  })
  await graph.sql(`select pg_advisory_unlock(${deliveries})`)
  await completed(graph, survivorId)
  expect(await tablesWith(graph, Object.values(canary).flat())).toEqual([])
  expect(await customer(graph, canaryId, 'id')).toBeNull()
  expect((await unmerge(graph, id)).data.outcome.__typename).toBe('MergeUnknown')
  await tell(graph, 'CustomerActivity', canaryId, {
    customerId: canaryId,
    kind: 'TOUCHPOINT',
    department: 'CUSTOMER',
    at: '2026-03-02T08:00:00.000Z',
    summary: 'KanariText',
    subject: { type: 'Touchpoint', id: 'k-6' },
  })
  await expect.poll(() => tablesWith(graph, Object.values(canary).flat()), { timeout: 20_000 }).toEqual([])
})
