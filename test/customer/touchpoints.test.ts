import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { aPerson, fresh } from './people.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

const recordTouchpoint = `mutation ($input: RecordTouchpointInput!) {
  recordTouchpoint(input: $input) {
    __typename
    ... on RecordTouchpointSuccess { alreadyRecorded touchpoint { id } }
    ... on CustomerUnknown { customerId }
    ... on TouchpointOfOtherCustomer { message touchpoint { id customer { id } } }
  }
}`

const inputOf = (customerId: string, given: object = {}) => ({
  idempotencyKey: fresh(),
  customerId,
  source: 'telephony',
  externalId: fresh(),
  channel: 'PHONE',
  direction: 'INBOUND',
  department: 'SALES',
  summary: 'Asked for a test drive',
  ...given,
})

const record = async (customerId: string, given?: object) =>
  (await graph.data(recordTouchpoint, { input: inputOf(customerId, given) })).recordTouchpoint

test('a touchpoint is read back whole, with its customer and dealer', async () => {
  const customerId = await aPerson(graph)
  const at = '2026-03-04T05:06:07.000Z'
  await record(customerId, { channel: 'DEALER_VISIT', dealerId: 'dealer-7', externalId: 'visit-1', at })
  const { customer } = await graph.data(
    `query ($id: ID!) { customer(id: $id) { touchpoints { nodes {
      channel direction department summary at source externalId recordedBy dealer { id } customer { displayName }
    } } } }`,
    { id: customerId },
  )
  expect(customer.touchpoints.nodes).toEqual([
    {
      channel: 'DEALER_VISIT',
      direction: 'INBOUND',
      department: 'SALES',
      summary: 'Asked for a test drive',
      at,
      source: 'telephony',
      externalId: 'visit-1',
      recordedBy: 'tester',
      dealer: { id: 'dealer-7' },
      customer: { displayName: '王小明' },
    },
  ])
})

test('a source that tells a touchpoint again, even many at a time, is answered with the first', async () => {
  const customerId = await aPerson(graph)
  const answers = await Promise.all(Array.from({ length: 5 }, () => record(customerId, { externalId: 'call-1' })))
  expect(answers.filter(each => !each.alreadyRecorded)).toHaveLength(1)
  expect(new Set(answers.map(each => each.touchpoint.id)).size).toBe(1)
  await graph.settled()
  const { customer } = await graph.data(
    `query ($id: ID!) { customer(id: $id) { touchpoints { nodes { id } } timeline { nodes { id } } } }`,
    { id: customerId },
  )
  expect(customer.touchpoints.nodes).toHaveLength(1)
  expect(customer.timeline.nodes).toHaveLength(1)
})

test('a touchpoint of another customer or of nobody is refused', async () => {
  const [first, second] = [await aPerson(graph), await aPerson(graph)]
  const { touchpoint } = await record(first, { externalId: 'call-2' })
  expect(await record(second, { externalId: 'call-2' })).toEqual({
    __typename: 'TouchpointOfOtherCustomer',
    message: 'telephony told call-2 before, of another customer.',
    touchpoint: { id: touchpoint.id, customer: { id: first } },
  })
  expect(await record('nobody')).toEqual({ __typename: 'CustomerUnknown', customerId: 'nobody' })
})

test.each([{ summary: ' ' }, { externalId: '' }, { source: '' }, { dealerId: '' }, { at: '2999-01-01T00:00:00Z' }])(
  '%j is wrong input and records nothing',
  async given => {
    const customerId = await aPerson(graph)
    const { errors } = await graph.ask(recordTouchpoint, { input: inputOf(customerId, given) })
    expect(errors?.map(each => each.extensions.code)).toEqual(['BAD_USER_INPUT'])
    expect(await graph.sql(`select from customer.touchpoint where customer_id = $1`, [customerId])).toEqual([])
  },
)

test('touchpoints are read in pages by channel, newest first', async () => {
  const customerId = await aPerson(graph)
  for (const [minute, channel] of ['SMS', 'PHONE', 'SMS', 'SMS', 'WECHAT'].entries())
    await record(customerId, { channel, at: `2026-01-01T00:0${minute}:00.000Z` })
  const query = `query ($id: ID!, $after: String) { customer(id: $id) { touchpoints(first: 2, after: $after, channels: [SMS]) {
    nodes { at } pageInfo { hasNextPage endCursor }
  } } }`
  const first = (await graph.data(query, { id: customerId })).customer.touchpoints
  expect(first).toMatchObject({
    nodes: [{ at: '2026-01-01T00:03:00.000Z' }, { at: '2026-01-01T00:02:00.000Z' }],
    pageInfo: { hasNextPage: true },
  })
  const next = await graph.data(query, { id: customerId, after: first.pageInfo.endCursor })
  expect(next.customer.touchpoints).toMatchObject({
    nodes: [{ at: '2026-01-01T00:00:00.000Z' }],
    pageInfo: { hasNextPage: false },
  })
})
