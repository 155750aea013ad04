import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { aPerson, eventsOf, fresh } from './people.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

const assignCustomer = `mutation ($input: AssignCustomerInput!) {
  assignCustomer(input: $input) {
    __typename
    ... on AssignCustomerSuccess { assignment { employeeId validFrom validUntil } previous { employeeId validUntil } }
    ... on AlreadyAssigned { message assignment { employeeId } }
    ... on AssignmentTooEarly { assignment { employeeId } after }
    ... on CustomerUnknown { customerId }
  }
}`

async function assign(customerId: string, employeeId: string, given: object = {}) {
  const input = { idempotencyKey: fresh(), customerId, role: 'ACCOUNT_MANAGER', employeeId, ...given }
  return (await graph.data(assignCustomer, { input })).assignCustomer
}

const assignmentsOf = async (id: string) =>
  (
    await graph.data(
      `query ($id: ID!) { customer(id: $id) {
        accountManager { employeeId employeeName dealer { id } reason assignedBy }
        now: assignments { role employeeId }
        all: assignments(role: ACCOUNT_MANAGER, all: true) { employeeId validFrom validUntil }
      } }`,
      { id },
    )
  ).customer

test('a reassignment closes the old and opens the new at one moment, and loses no history', async () => {
  const id = await aPerson(graph)
  const [first, second] = ['2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z']
  const chen = { employeeName: '陈晨', dealerId: 'dealer-1', reason: 'moved to Beijing' }
  await assign(id, 'li', { validFrom: first })
  expect(await assign(id, 'chen', { validFrom: second, ...chen })).toEqual({
    __typename: 'AssignCustomerSuccess',
    assignment: { employeeId: 'chen', validFrom: second, validUntil: null },
    previous: { employeeId: 'li', validUntil: second },
  })
  await assign(id, 'zhou', { role: 'SERVICE_ADVISOR' })
  expect(await assignmentsOf(id)).toEqual({
    accountManager: {
      employeeId: 'chen',
      employeeName: '陈晨',
      dealer: { id: 'dealer-1' },
      reason: 'moved to Beijing',
      assignedBy: 'tester',
    },
    now: [
      { role: 'SERVICE_ADVISOR', employeeId: 'zhou' },
      { role: 'ACCOUNT_MANAGER', employeeId: 'chen' },
    ],
    all: [
      { employeeId: 'chen', validFrom: second, validUntil: null },
      { employeeId: 'li', validFrom: first, validUntil: second },
    ],
  })
  expect(await eventsOf(graph, 'customer.AccountManagerChanged', id)).toEqual([
    { customerId: id, employeeId: 'li', dealerId: null, previousEmployeeId: null, from: first },
    { customerId: id, employeeId: 'chen', dealerId: 'dealer-1', previousEmployeeId: 'li', from: second },
  ])
})

test('an assignment to come leaves the account manager of today', async () => {
  const id = await aPerson(graph)
  await assign(id, 'li')
  await assign(id, 'chen', { validFrom: '2999-01-01T00:00:00.000Z' })
  expect(await assignmentsOf(id)).toMatchObject({ accountManager: { employeeId: 'li' } })
})

test('the role is not given to its holder, nor before the last time it was given, nor of nobody', async () => {
  const id = await aPerson(graph)
  const validFrom = '2026-01-01T00:00:00.000Z'
  await assign(id, 'li', { validFrom })
  expect(await assign(id, 'li')).toEqual({
    __typename: 'AlreadyAssigned',
    message: 'The employee li has this role already.',
    assignment: { employeeId: 'li' },
  })
  const tooEarly = { __typename: 'AssignmentTooEarly', assignment: { employeeId: 'li' }, after: validFrom }
  expect(await assign(id, 'chen', { validFrom })).toEqual(tooEarly)
  expect(await assign(id, 'chen', { validFrom: '2025-01-01T00:00:00.000Z' })).toEqual(tooEarly)
  expect(await assign('nobody', 'li')).toEqual({ __typename: 'CustomerUnknown', customerId: 'nobody' })
  expect((await assignmentsOf(id)).all).toEqual([{ employeeId: 'li', validFrom, validUntil: null }])
})

test('of reassignments at the same time each takes effect, and one holds the role at any moment', async () => {
  const id = await aPerson(graph)
  const employees = ['a', 'b', 'c', 'd', 'e', 'f']
  await Promise.all(employees.map(employeeId => assign(id, employeeId)))
  const { all } = await assignmentsOf(id)
  expect(all.map((each: { employeeId: string }): string => each.employeeId).toSorted()).toEqual(employees)
  const ends = all.slice(1).map((each: { validUntil: string }) => each.validUntil)
  const starts = all.slice(0, -1).map((each: { validFrom: string }) => each.validFrom)
  expect(ends).toEqual(starts)
})

test('the database refuses a second holder of a role at the same time', async () => {
  const id = await aPerson(graph)
  await assign(id, 'li')
  await expect(
    graph.sql(
      `insert into customer.assignment (id, customer_id, role, employee_id, valid_from, assigned_by)
       values ('x', $1, 'ACCOUNT_MANAGER', 'chen', now() + interval '1 day', 'x')`,
      [id],
    ),
  ).rejects.toThrow(/assignment_one_at_a_time/)
})

test('a blank employee is wrong input', async () => {
  const input = { idempotencyKey: fresh(), customerId: await aPerson(graph), role: 'KEY_ACCOUNT', employeeId: ' ' }
  const { errors } = await graph.ask(assignCustomer, { input })
  expect(errors?.map(each => each.extensions.code)).toEqual(['BAD_USER_INPUT'])
})
