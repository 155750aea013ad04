import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { activities, call, openOrder, seedStation, tell, vinOf } from './workshop.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await seedStation(graph, { id: 'station-a' })
})
afterAll(() => graph.stop())

const open = async (input: object = {}): Promise<string> => {
  const result = await call(graph, 'openRecall', {
    input: {
      title: 'Brake hose may chafe',
      remedy: 'Replace the hose',
      // Narrow enough that the factory itself finds no car: the tests name them.
      criteria: { partNumber: 'HOSE-1', partBatch: 'B-7', vinFrom: 'LSGZZZ' },
      ...input,
    },
    select: '... on OpenRecallSuccess { recall { id } }',
  })
  return result.recall.id
}
const resolved = (recallId: string, vins: readonly string[]) =>
  tell(graph, 'erp.RecallScopeResolved', recallId, { recallId, vins })
const close = (recallId: string) =>
  call(graph, 'closeRecall', {
    input: { recallId },
    select: `... on CloseRecallSuccess { recall { id status } } ... on RecallAlreadyClosed { message }
      ... on RecallNotFound { recallId }`,
  })
const perform = (serviceOrderId: string, recallId: string) =>
  call(graph, 'recordWork', {
    input: {
      serviceOrderId,
      operations: [
        {
          code: 'R-1',
          description: 'Replace hose',
          labourHours: '1',
          price: { amount: '100', currency: 'CNY' },
          recallId,
        },
      ],
    },
    select: '... on RecallNotOpenOnVehicle { recallId }',
  })
const finish = (serviceOrderId: string) => call(graph, 'closeServiceOrder', { input: { serviceOrderId }, select: '' })
const carried = (vin: string) =>
  graph.sql(`select recall_id as id from service.recall_vehicle where vin = $1 order by recall_id`, [vin])

test('an opened recall tells its criteria to the factory and shows them', async () => {
  const criteria = {
    modelCodes: ['ENVISION'],
    vinFrom: 'LSG',
    vinTo: 'LSGZ',
    builtFrom: '2025-01-01',
    builtTo: '2025-06-30',
    station: 'ASM-3',
  }
  const id = await open({ criteria })
  const { recall } = await graph.data(`{ recall(id: "${id}") {
    title remedy status closedAt progress { affected completed rate }
    criteria { modelCodes vinFrom vinTo builtFrom builtTo station partNumber partBatch }
  } }`)
  expect(recall).toEqual({
    title: 'Brake hose may chafe',
    remedy: 'Replace the hose',
    status: 'OPEN',
    closedAt: null,
    progress: { affected: 0, completed: 0, rate: 0 },
    criteria: { ...criteria, partNumber: null, partBatch: null },
  })
  const [event] = await graph.sql(
    `select payload from platform.event where type = 'service.RecallOpened' and key = $1`,
    [id],
  )
  expect(event.payload).toEqual({ recallId: id, criteria })
})

test('cars that the factory names carry the recall once, and their owners hear of it once', async () => {
  const id = await open()
  const vin = vinOf(1)
  const owner = { vin, role: 'OWNER', until: null }
  await tell(graph, 'sales.OwnershipChanged', vin, {
    ...owner,
    customerId: 'customer-1',
    from: '2025-01-01T00:00:00.000Z',
  })
  await tell(graph, 'sales.OwnershipChanged', vin, {
    ...owner,
    customerId: 'customer-2',
    from: '2026-01-01T00:00:00.000Z',
  })
  await tell(graph, 'sales.OwnershipChanged', vin, {
    ...owner,
    customerId: 'customer-1',
    from: '2025-01-01T00:00:00.000Z',
    until: '2026-01-01T00:00:00.000Z',
  })
  await tell(graph, 'sales.OwnershipChanged', vin, {
    ...owner,
    role: 'DRIVER',
    customerId: 'customer-3',
    from: '2026-02-01T00:00:00.000Z',
  })
  await resolved(id, [vin, vinOf(2)])
  await resolved(id, [vin, vinOf(3)])
  await resolved('recall-unknown', [vin])
  const told = [
    { kind: 'RECALL', summary: 'Recall opened on a car: Brake hose may chafe', subject: { type: 'Recall', id } },
  ]
  expect(await activities(graph, 'customer-2')).toEqual(told)
  expect(await activities(graph, 'customer-1')).toEqual([])
  const { recall } = await graph.data(
    `{ recall(id: "${id}") { progress { affected } vehicles(first: 2) { nodes { vehicle { vin recalls(open: true) { recall { id } } } open } pageInfo { hasNextPage endCursor } } } }`,
  )
  const vins = [1, 2, 3].map(vinOf).toSorted()
  const car = (vin: string | undefined) => ({ vehicle: { vin, recalls: [{ recall: { id } }] }, open: true })
  expect(recall).toMatchObject({
    progress: { affected: 3 },
    vehicles: { nodes: [car(vins[0]), car(vins[1])], pageInfo: { hasNextPage: true } },
  })
  const { recall: rest } = await graph.data(
    `{ recall(id: "${id}") { vehicles(first: 2, after: "${recall.vehicles.pageInfo.endCursor}") { nodes { vehicle { vin } } } } }`,
  )
  expect(rest.vehicles.nodes).toEqual([{ vehicle: { vin: vins[2] } }])
})

test('recall work completes the recall when its order is closed, not before', async () => {
  const id = await open()
  const vin = vinOf(10)
  await resolved(id, [vin, vinOf(11)])
  const orderId = await openOrder(graph, {
    vin,
    stationId: 'station-a',
    odometerKm: 10,
    payType: 'RECALL',
    customerId: 'customer-10',
  })
  expect(await perform(orderId, id)).toEqual({ __typename: 'RecordWorkSuccess' })
  const progress = async () =>
    (await graph.data(`{ recall(id: "${id}") { progress { affected completed rate } } }`)).recall
  expect(await progress()).toEqual({ progress: { affected: 2, completed: 0, rate: 0 } })
  await finish(orderId)
  expect(await progress()).toEqual({ progress: { affected: 2, completed: 1, rate: 0.5 } })
  const { serviceOrder } = await graph.data(`{ serviceOrder(id: "${orderId}") {
    operations { recall { id } }
    vehicle { open: recalls(open: true) { recall { id } } done: recalls(open: false) { recall { id } open serviceOrder { id } } }
  } }`)
  expect(serviceOrder).toEqual({
    operations: [{ recall: { id } }],
    vehicle: { open: [], done: [{ recall: { id }, open: false, serviceOrder: { id: orderId } }] },
  })
  const kinds = (await activities(graph, 'customer-10')).map(each => Object.values(each)[0])
  expect(kinds).toEqual(['SERVICE', 'RECALL'])
  const again = await openOrder(graph, { vin, stationId: 'station-a', odometerKm: 20 })
  expect(await perform(again, id)).toEqual({ __typename: 'RecallNotOpenOnVehicle', recallId: id })
})

test('work for a recall that does not cover the car is refused and nothing of it is kept', async () => {
  const id = await open()
  const orderId = await openOrder(graph, { vin: vinOf(20), stationId: 'station-a', odometerKm: 10 })
  expect(await perform(orderId, id)).toEqual({ __typename: 'RecallNotOpenOnVehicle', recallId: id })
  const { serviceOrder } = await graph.data(`{ serviceOrder(id: "${orderId}") { operations { code } } }`)
  expect(serviceOrder).toEqual({ operations: [] })
})

test('a closed recall is open on no car, takes no more cars and closes once', async () => {
  const id = await open()
  const vin = vinOf(30)
  await resolved(id, [vin])
  expect(await close(id)).toEqual({ __typename: 'CloseRecallSuccess', recall: { id, status: 'CLOSED' } })
  await resolved(id, [vinOf(31)])
  expect(await carried(vinOf(31))).toEqual([])
  const { recall, recalls } = await graph.data(
    `{ recall(id: "${id}") { vehicles { nodes { open vehicle { recalls(open: true) { addedAt } } } } } recalls(open: false) { nodes { id } } }`,
  )
  expect(recall).toEqual({ vehicles: { nodes: [{ open: false, vehicle: { recalls: [] } }] } })
  expect(recalls.nodes).toEqual([{ id }])
  expect(await close(id)).toMatchObject({ __typename: 'RecallAlreadyClosed' })
  expect(await close('x')).toEqual({ __typename: 'RecallNotFound', recallId: 'x' })
})

test.each([
  ['no criterion', {}, /^criteria is empty/],
  ['an empty list of models', { modelCodes: [] }, /^criteria is empty/],
  ['a range of VINs that ends before it starts', { vinFrom: 'LSH', vinTo: 'LSG' }, /^vinTo is before vinFrom/],
  ['build dates that end before they start', { builtFrom: '2025-02-01', builtTo: '2025-01-01' }, /^builtTo is before/],
  ['a VIN with a letter that VINs do not have', { vinFrom: 'LSGO' }, /^vinFrom is LSGO/],
])('a recall with %s is refused', async (_, criteria, message) => {
  const input = { idempotencyKey: 'bad', title: 'Bad', remedy: 'None', criteria }
  const { errors } = await graph.ask(
    'mutation ($input: OpenRecallInput!) { openRecall(input: $input) { __typename } }',
    { input },
  )
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  expect(errors?.[0]?.message).toMatch(message)
  expect(await graph.sql(`select id from service.recall where title = 'Bad'`)).toEqual([])
})
