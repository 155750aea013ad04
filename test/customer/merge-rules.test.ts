import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { change, customer, merge, merged, outcomeOf, phone, unmerge } from './merging.ts'
import { anOrganisation, aPerson, eventsOf, fresh } from './people.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

test('of each fact the chosen value is kept, else the only one, the verified, the newer; the earlier day', async () => {
  const survivorId = await aPerson(graph, { familyName: '李', givenName: '娜', since: '2020-01-01', locale: 'zh-CN' })
  const mergedId = await aPerson(graph, {
    familyName: '黎',
    givenName: '娜娜',
    since: '2018-05-05',
    birthDate: '1990-01-01',
    locale: 'en',
  })
  await graph.data(`mutation ($input: VerifyFactInput!) { verifyFact(input: $input) { __typename } }`, {
    input: { idempotencyKey: fresh(), customerId: survivorId, field: 'FAMILY_NAME', value: '李', method: 'DOCUMENT' },
  })
  const merge = await merged(graph, mergedId, survivorId, { choices: [{ field: 'LOCALE', keep: 'SURVIVOR' }] })
  expect(merge).toEqual({
    id: merge.id,
    mergedId,
    survivor: { id: survivorId },
    reason: 'same telephone',
    mergedBy: 'tester',
    unmergedAt: null,
    decisions: [
      { field: 'FAMILY_NAME', kept: 'SURVIVOR', rule: 'VERIFIED' },
      { field: 'GIVEN_NAME', kept: 'MERGED', rule: 'NEWER' },
      { field: 'LOCALE', kept: 'SURVIVOR', rule: 'CHOSEN' },
      { field: 'BIRTH_DATE', kept: 'MERGED', rule: 'ONLY_ONE' },
      { field: 'SINCE', kept: 'MERGED', rule: 'EARLIER' },
    ],
  })
  const fields = `displayName birthDate since locale facts { field value verification { method } } merges { id unmergedBy }`
  const after = await customer(graph, mergedId, fields)
  expect(after).toMatchObject({ displayName: '李娜娜', birthDate: '1990-01-01', since: '2018-05-05', locale: 'zh-CN' })
  expect(after.facts).toContainEqual({ field: 'FAMILY_NAME', value: '李', verification: { method: 'DOCUMENT' } })
  await change(graph, { customerId: mergedId, givenName: '娜娜娜' })
  await unmerge(graph, merge.id)
  expect(await customer(graph, survivorId, fields)).toMatchObject({
    displayName: '李娜娜娜',
    birthDate: null,
    since: '2020-01-01',
    merges: [{ id: merge.id, unmergedBy: 'tester' }],
  })
  expect(await customer(graph, mergedId, fields)).toMatchObject({
    displayName: '娜娜 黎',
    birthDate: '1990-01-01',
    merges: [],
  })
})

test('what can’t be one is refused and changes nothing', async () => {
  const [one, other, organisation] = [await aPerson(graph), await aPerson(graph), await anOrganisation(graph)]
  const because = async (mergedId: string, survivorId: string) =>
    (await outcomeOf(merge(graph, mergedId, survivorId))).because
  expect(await because(one, one)).toBe('SAME_CUSTOMER')
  expect(await because(one, organisation)).toBe('KINDS_DIFFER')
  expect(await outcomeOf(merge(graph, 'nobody', one))).toEqual({ __typename: 'CustomerUnknown', customerId: 'nobody' })
  const nameless = ['FAMILY_NAME', 'GIVEN_NAME'].map(field => ({ field, keep: 'MERGED' }))
  await change(graph, { customerId: other, givenName: null })
  expect(await outcomeOf(merge(graph, other, one, { choices: nameless.slice(1) }))).toMatchObject({
    __typename: 'MergeCustomersSuccess',
  })
  expect(await because(other, one)).toBe('SAME_CUSTOMER')
  for (const choices of [[nameless[0], nameless[0]], [{ field: 'PHONE', keep: 'MERGED' }]])
    expect((await merge(graph, one, other, { choices: choices as object[] })).errors?.[0]?.extensions?.code).toBe(
      'BAD_USER_INPUT',
    )
  const asAnalyst = { as: { role: 'marketing-analyst' } } as const
  expect((await merge(graph, one, organisation, asAnalyst)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
  expect((await unmerge(graph, 'none')).data.outcome).toEqual({ __typename: 'MergeUnknown', mergeId: 'none' })
})

test('the same call again merges once, and only the last merge of a customer can be undone', async () => {
  const ids = [await aPerson(graph), await aPerson(graph), await aPerson(graph)] as const
  const idempotencyKey = fresh()
  const first = await outcomeOf(merge(graph, ids[0], ids[1], { idempotencyKey }))
  expect(await outcomeOf(merge(graph, ids[0], ids[1], { idempotencyKey }))).toEqual(first)
  const second = await merged(graph, ids[1], ids[2])
  expect((await unmerge(graph, first.merge.id)).data.outcome).toEqual({
    __typename: 'MergeNotUndoable',
    because: 'LATER_MERGE',
  })
  expect(await customer(graph, ids[0], 'id merges { id }')).toEqual({
    id: ids[2],
    merges: [{ id: second.id }, { id: first.merge.id }],
  })
  await unmerge(graph, second.id)
  expect(await customer(graph, ids[0], 'id')).toEqual({ id: ids[1] })
  expect((await unmerge(graph, first.merge.id)).data.outcome.restored).toEqual({ id: ids[0] })
  expect((await unmerge(graph, first.merge.id)).data.outcome).toMatchObject({ because: 'UNDONE_BEFORE' })
  expect(
    (await eventsOf(graph, 'customer.CustomersMerged', 'merges')).filter((event: any) => event.mergedId === ids[0]),
  ).toHaveLength(1)
})

test('of merges at the same time, each takes effect once and none is lost', async () => {
  const ids = await Promise.all(
    Array.from({ length: 6 }, () => aPerson(graph, { contactPoints: [phone('13700000003')] })),
  )
  const pairs = ids.flatMap(one => ids.filter(other => other !== one).map(other => [one, other] as const))
  const outcomes = await Promise.all(pairs.slice(0, 24).map(([one, other]) => outcomeOf(merge(graph, one, other))))
  await graph.settled()
  expect(outcomes.filter(each => each.__typename === 'MergeCustomersSuccess')).toHaveLength(5)
  expect(new Set(outcomes.map(each => each.because ?? 'MERGED'))).toEqual(new Set(['MERGED', 'SAME_CUSTOMER']))
  const now = await Promise.all(ids.map(id => customer(graph, id, 'id phone')))
  expect(new Set(now.map(({ id }) => id)).size).toBe(1)
  expect(now[0].phone).toBe('+8613700000003')
})
