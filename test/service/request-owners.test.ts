import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { call, tell } from './workshop.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

async function open(customerId: string, ownerId: string): Promise<string> {
  const asked = { subject: 'Tender of 40 cars', question: 'Can we deliver in May?', department: 'SERVICE' }
  const result = await call(graph, 'openRequest', {
    input: { ...asked, customerId, ownerId, ownerName: '李静' },
    select: '... on OpenRequestSuccess { request { id } }',
  })
  return result.request.id
}

test('whoever takes over a customer answers for the open requests of his predecessor, and it is told', async () => {
  const customerId = `customer-${randomUUID()}`
  const [mine, closed, other] = [
    await open(customerId, 'e-before'),
    await open(customerId, 'e-before'),
    await open(customerId, 'e-other'),
  ]
  await call(graph, 'forwardRequest', { input: { requestId: mine, department: 'SALES' }, select: '' })
  await call(graph, 'closeRequest', { input: { requestId: closed, answer: 'Yes' }, select: '' })
  const takesOver = { customerId, employeeId: 'e-after', previousEmployeeId: 'e-before' }
  const at = '2026-01-01T00:00:00.000Z'
  await tell(graph, 'customer.AccountManagerChanged', customerId, { ...takesOver, dealerId: null, from: at })
  await tell(graph, 'customer.AccountManagerTakesOver', `take-over of ${customerId}`, { ...takesOver, at })
  const ownerOf = async (id: string) =>
    (await graph.data(`query ($id: ID!) { request(id: $id) { owner { employeeId name } department } }`, { id })).request
  expect(await ownerOf(mine)).toEqual({ owner: { employeeId: 'e-after', name: null }, department: 'SALES' })
  expect(await ownerOf(closed)).toMatchObject({ owner: { employeeId: 'e-before' } })
  expect(await ownerOf(other)).toMatchObject({ owner: { employeeId: 'e-other' } })
  const moves = await graph.sql(
    `select payload from platform.event where type = 'service.RequestMoved' and payload ->> 'kind' = 'TAKEN_OVER'`,
  )
  expect(moves.map(({ payload }) => payload)).toMatchObject([
    { requestId: mine, department: 'SALES', by: 'e-after', formerOwner: { employeeId: 'e-before', name: '李静' } },
  ])
})
