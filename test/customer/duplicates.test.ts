import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import type { As } from '../kit/principal.ts'
import { merged, unmerge } from './merging.ts'
import { aPerson, fresh } from './people.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

const phone = (value: string) => ({ kind: 'PHONE', value })

async function workList({ as = {}, ...args }: { as?: As; dismissed?: boolean; first?: number; after?: string } = {}) {
  const { duplicateCandidates } = await graph.data(
    `query ($minScore: Float! = 0.5, $dismissed: Boolean! = false, $first: Int = 200, $after: String) {
      duplicateCandidates(minScore: $minScore, dismissed: $dismissed, first: $first, after: $after) {
        nodes { customer { id } other { id } score reasons dismissedBy } pageInfo { hasNextPage endCursor }
      }
    }`,
    args,
    as,
  )
  return duplicateCandidates
}
const pairsOf = async (ids: readonly string[], asked = {}) =>
  (await workList(asked)).nodes.filter(
    ({ customer, other }: any) => ids.includes(customer.id) && ids.includes(other.id),
  )
const pair = (ids: readonly string[], score: number, reasons: readonly string[], dismissedBy: string | null = null) => {
  const [one, other] = ids.toSorted()
  return { customer: { id: one }, other: { id: other }, score, reasons, dismissedBy }
}
const change = (mutation: string, type: string, input: object) =>
  graph.data(`mutation ($input: ${type}!) { outcome: ${mutation}(input: $input) { __typename } }`, {
    input: { idempotencyKey: fresh(), ...input },
  })

test('a pair is found when facts change, and is gone with what it was found by', async () => {
  const ids = [
    await aPerson(graph, { familyName: '孙', givenName: '丽', contactPoints: [phone('13500000001')] }),
    await aPerson(graph, { familyName: 'Sun', givenName: 'Li' }),
  ] as const
  expect(await pairsOf(ids)).toEqual([])
  await change('addContactPoint', 'AddContactPointInput', {
    customerId: ids[1],
    contactPoint: phone('13500000001'),
    source: 'x',
  })
  expect(await pairsOf(ids)).toEqual([pair(ids, 0.72, ['PHONE', 'NAME'])])
  await change('changeCustomer', 'ChangeCustomerInput', { customerId: ids[1], familyName: 'Qian', source: 'x' })
  expect(await pairsOf(ids)).toEqual([pair(ids, 0.6, ['PHONE'])])
  const { customer } = await graph.data(`query ($id: ID!) { customer(id: $id) { contactPoints { id } } }`, {
    id: ids[1],
  })
  await change('removeContactPoint', 'RemoveContactPointInput', {
    contactPointId: customer.contactPoints[0].id,
    source: 'x',
  })
  expect(await pairsOf(ids)).toEqual([])
})

test('a dismissed pair comes back only when what they have in common changes', async () => {
  const number = phone('13500000002')
  const ids = [
    await aPerson(graph, { contactPoints: [number] }),
    await aPerson(graph, { contactPoints: [number] }),
  ] as const
  const dismiss = () => change('dismissDuplicate', 'DismissDuplicateInput', { customerId: ids[1], otherId: ids[0] })
  expect((await dismiss()).outcome.__typename).toBe('DismissDuplicateSuccess')
  expect(await pairsOf(ids)).toEqual([])
  expect(await pairsOf(ids, { dismissed: true })).toEqual([pair(ids, 0.72, ['PHONE', 'NAME'], 'tester')])
  await change('changeCustomer', 'ChangeCustomerInput', { customerId: ids[0], birthDate: '1990-01-01', source: 'x' })
  expect(await pairsOf(ids)).toEqual([])
  await change('changeCustomer', 'ChangeCustomerInput', { customerId: ids[1], birthDate: '1990-01-01', source: 'x' })
  expect(await pairsOf(ids)).toEqual([pair(ids, 0.916, ['NAME_AND_BIRTH_DATE', 'PHONE', 'NAME'])])
  const alone = await aPerson(graph, { familyName: '独' })
  expect(
    (await change('dismissDuplicate', 'DismissDuplicateInput', { customerId: alone, otherId: ids[0] })).outcome,
  ).toEqual({
    __typename: 'DuplicateUnknown',
  })
})

test('merged records are no pair, and are the same one again when that is undone', async () => {
  const number = phone('13500000003')
  const ids = [
    await aPerson(graph, { contactPoints: [number] }),
    await aPerson(graph, { contactPoints: [number] }),
  ] as const
  const { id } = await merged(graph, ids[0], ids[1])
  expect(await graph.sql(`select from customer.duplicate_pair where $1 in (customer_id, other_id)`, [ids[0]])).toEqual(
    [],
  )
  await unmerge(graph, id)
  expect(await pairsOf(ids)).toEqual([pair(ids, 0.72, ['PHONE', 'NAME'])])
})

test('of those who are registered at the same time all find each other', async () => {
  const contactPoints = [phone('13500000004')]
  const ids = await Promise.all(Array.from({ length: 5 }, () => aPerson(graph, { contactPoints })))
  expect(await pairsOf(ids)).toHaveLength(10)
})

test('the list is read in pages, the likeliest first, in as many statements for many as for one', async () => {
  const all = (await workList()).nodes
  expect(all.map(({ score }: any) => score)).toEqual(
    all.map(({ score }: any) => score).toSorted((a: number, b: number) => b - a),
  )
  const first = await workList({ first: 3 })
  const rest = await workList({ first: 200, after: first.pageInfo.endCursor })
  expect([...first.nodes, ...rest.nodes]).toEqual(all)
  const [one, many] = [
    await graph.statementsOf(() => workList({ first: 1 })),
    await graph.statementsOf(() => workList()),
  ]
  expect(many).toHaveLength(one.length)
})

test('a dealer sees the pairs of which both are his customers', async () => {
  const number = phone('13500000005')
  const ids = await Promise.all(Array.from({ length: 3 }, () => aPerson(graph, { contactPoints: [number] })))
  for (const customerId of ids.slice(1))
    await change('assignCustomer', 'AssignCustomerInput', {
      customerId,
      role: 'ACCOUNT_MANAGER',
      employeeId: 'E-1',
      dealerId: 'd-1',
    })
  expect(await pairsOf(ids)).toHaveLength(3)
  const seen = await workList({ as: { role: 'dealer-sales', dealerId: 'd-1' } })
  expect(seen.nodes).toEqual([pair(ids.slice(1), 0.72, ['PHONE', 'NAME'])])
})
