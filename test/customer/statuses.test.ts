import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import type { As } from '../kit/principal.ts'
import { call, openCase } from '../service/workshop.ts'
import { merged } from './merging.ts'
import { aPerson, eventsOf, fresh } from './people.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

const setStatuses = (statuses: object[], given: object = {}, as: As = {}) =>
  call(graph, 'setCustomerStatuses', {
    input: { statuses, ...given },
    select: `... on SetCustomerStatusesSuccess { changed }
      ... on CustomersUnknown { message customerIds }`,
    as,
  })
const statusQuery = `query ($first: Int) { customers(first: $first) { nodes {
  id lifecycle { stage moves { nodes { to } } }
  statuses { kind level previous reason analysisRun setBy actions { __typename ... on Case { id } } }
  statusChanges { nodes { kind level } }
} } }`
const customerOf = async (id: string): Promise<any> =>
  (await graph.data(statusQuery, { first: 50 })).customers.nodes.find((each: any) => each.id === id)

test('a customer has several statuses at once, each with what set it and what was done that moved it', async () => {
  const customerId = await aPerson(graph)
  const caseId = await openCase(graph, { customerId })
  const risk = { customerId, kind: 'RISK', level: 'LOW', reason: 'Came to each service' }
  const profit = { customerId, kind: 'PROFIT', level: 'HIGH', reason: 'Two cars a year' }
  expect(await setStatuses([risk, profit], { analysisRun: 'churn-7' }, { name: 'analyst' })).toMatchObject({
    changed: 2,
  })
  const moved = { ...risk, level: 'HIGH', reason: 'Complained', actions: [{ kind: 'CASE', id: caseId }] }
  expect(await setStatuses([moved, profit], { analysisRun: 'churn-8' })).toMatchObject({ changed: 1 })
  const { statuses, statusChanges } = await customerOf(customerId)
  expect(statuses).toEqual([
    {
      kind: 'PROFIT',
      level: 'HIGH',
      previous: null,
      reason: 'Two cars a year',
      analysisRun: 'churn-7',
      setBy: 'analyst',
      actions: [],
    },
    {
      kind: 'RISK',
      level: 'HIGH',
      previous: 'LOW',
      reason: 'Complained',
      analysisRun: 'churn-8',
      setBy: 'tester',
      actions: [{ __typename: 'Case', id: caseId }],
    },
  ])
  expect(statusChanges.nodes.map((each: any) => `${each.kind} ${each.level}`)).toEqual([
    'RISK HIGH',
    'PROFIT HIGH',
    'RISK LOW',
  ])
  const told = await eventsOf(graph, 'customer.StatusChanged', customerId)
  expect(told.at(-1)).toMatchObject({ kind: 'RISK', level: 'HIGH', previous: 'LOW' })
  await graph.settled()
  const { departmentInbox } = await graph.data(
    `query ($id: ID!) { departmentInbox(department: SERVICE, filter: { topics: [STATUS], customerId: $id }) {
      nodes { details summary } } }`,
    { id: customerId },
  )
  expect(departmentInbox.nodes).toEqual([{ details: ['RISK_HIGH'], summary: 'RISK went from LOW to HIGH' }])
})

test('what is said of a merged record is said of who it is now', async () => {
  const [mergedId, survivorId] = [await aPerson(graph), await aPerson(graph)]
  // What the registrations led to moves both of them to their first stage.
  await graph.settled()
  await merged(graph, mergedId, survivorId)
  const loyal = { customerId: mergedId, kind: 'LOYALTY', level: 'HIGH', reason: 'Third car' }
  expect(await setStatuses([loyal])).toMatchObject({ changed: 1 })
  expect(await setStatuses([{ ...loyal, customerId: survivorId }])).toMatchObject({ changed: 0 })
  expect((await customerOf(survivorId)).statuses).toMatchObject([{ kind: 'LOYALTY', level: 'HIGH' }])
  // Under two ids one cannot stand in two ways at once.
  const statuses = [loyal, { ...loyal, customerId: survivorId, level: 'LOW' }]
  const { errors } = await graph.ask(
    `mutation ($input: SetCustomerStatusesInput!) { setCustomerStatuses(input: $input) { __typename } }`,
    { input: { idempotencyKey: fresh(), statuses } },
  )
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
})

test('statuses of somebody unknown change nothing for anybody', async () => {
  const customerId = await aPerson(graph)
  const status = { kind: 'LOYALTY', level: 'HIGH', reason: 'x' }
  const answer = await setStatuses([
    { ...status, customerId },
    { ...status, customerId: 'nobody' },
  ])
  expect(answer).toMatchObject({ __typename: 'CustomersUnknown', customerIds: ['nobody'] })
  expect((await customerOf(customerId)).statuses).toEqual([])
  const twice = await graph.ask(
    `mutation ($input: SetCustomerStatusesInput!) { setCustomerStatuses(input: $input) { __typename } }`,
    {
      input: {
        idempotencyKey: fresh(),
        statuses: [
          { ...status, customerId },
          { ...status, customerId },
        ],
      },
    },
  )
  expect(twice.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
})

test('stages and statuses of many customers cost as many statements as of one; stages are counted in one', async () => {
  await graph.settled()
  const many = await graph.statementsOf(() => graph.data(statusQuery, { first: 50 }))
  // The customers, their stages, moves, statuses and changes, and the actions of the statuses.
  expect(many).toHaveLength(6)
  const counts = await graph.statementsOf(() => graph.data('{ lifecycleCounts { stage customers } }'))
  expect(counts).toHaveLength(1)
})
