import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerChanged, consentChanged } from '#platform/event-catalogue.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { person, tell } from './tell.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

const record = async (input: Record<string, unknown>) =>
  await graph.ask(
    `mutation ($input: RecordMessageInput!) { recordMessage(input: $input) { __typename
         ... on RecordMessageSuccess { recorded { id customer { id } department channel text status at campaign { id } source externalId } }
         ... on MessageRecordedDifferently { message recorded { text } } } }`,
    { input: { department: 'SERVICE', channel: 'WECHAT', source: 'dms', text: 'Your car is ready.', ...input } },
  )

const activities = () =>
  graph.sql(
    `select payload ->> 'summary' as summary from platform.event where type = 'CustomerActivity' and payload ->> 'kind' = 'MESSAGE'`,
  )

test('a message of another department is in the ledger once, whoever tells it again', async () => {
  const at = '2026-05-01T08:00:00.000Z'
  const first = await record({ idempotencyKey: 'm1', customerId: 'anna', externalId: '1', at })
  expect(first.data?.recordMessage).toEqual({
    __typename: 'RecordMessageSuccess',
    recorded: {
      id: expect.stringMatching(/^message-/),
      customer: { id: 'anna' },
      department: 'SERVICE',
      channel: 'WECHAT',
      text: 'Your car is ready.',
      status: 'SENT',
      at,
      campaign: null,
      source: 'dms',
      externalId: '1',
    },
  })
  const again = await Promise.all(
    ['m1', 'm2', 'm3'].map(idempotencyKey => record({ idempotencyKey, customerId: 'anna', externalId: '1', at })),
  )
  for (const each of again) expect(each).toEqual(first)
  expect(await activities()).toEqual([{ summary: 'WeChat message from service' }])
})

test('of concurrent tellings of one message, one is recorded and all find it', async () => {
  const told = await Promise.all(
    [1, 2, 3, 4].map(n => record({ idempotencyKey: `parallel ${n}`, customerId: 'bo', externalId: 'p' })),
  )
  const ids = told.map(each => each.data?.recordMessage.recorded.id)
  expect(new Set(ids).size).toBe(1)
  expect(await graph.sql(`select id from marketing.message where external_id = 'p'`)).toEqual([{ id: ids[0] }])
})

test('another message under the same external id is refused', async () => {
  await record({ idempotencyKey: 'd1', customerId: 'anna', externalId: '2' })
  const other = await record({ idempotencyKey: 'd2', customerId: 'bo', externalId: '2', text: 'Other.' })
  expect(other.data?.recordMessage).toEqual({
    __typename: 'MessageRecordedDifferently',
    message: 'dms recorded another message as 2.',
    recorded: { text: 'Your car is ready.' },
  })
})

test('a message from the future, an empty one and one in the name of campaigns change nothing', async () => {
  const wrong = [{ at: '2999-01-01T00:00:00.000Z' }, { text: ' ' }, { source: 'campaign' }]
  for (const [place, part] of wrong.entries()) {
    const { errors } = await record({ idempotencyKey: `wrong ${place}`, customerId: 'dora', externalId: '9', ...part })
    expect(errors?.map(each => each.extensions.code)).toEqual(['BAD_USER_INPUT'])
  }
  expect(await graph.sql(`select 1 from marketing.message where customer_id = 'dora'`)).toEqual([])
})

test('a customer shows his segments, campaigns and messages, in as many statements as many customers', async () => {
  const ids = ['eve', 'finn', 'gina']
  await tell(
    graph,
    customerChanged,
    ids.map(id => person(id, { region: '苏州' })),
  )
  await tell(
    graph,
    consentChanged,
    ids.map(customerId => ({
      customerId,
      purpose: 'MARKETING',
      channel: 'ANY',
      recipient: 'MAKER',
      given: true,
      at: '2026-01-01T00:00:00.000Z',
    })),
  )
  const { defineSegment } = await graph.data(
    `mutation { defineSegment(input: { idempotencyKey: "s", name: "Suzhou", expression: "region = \\"苏州\\" and consents has \\"APP\\"" }) { ... on DefineSegmentSuccess { segment { id } } } }`,
  )
  const { planCampaign } = await graph.data(
    `mutation ($segment: ID!) { planCampaign(input: { idempotencyKey: "p", name: "Hello", goal: ACTIVATE, segmentIds: [$segment], steps: [{ channel: APP, template: "Hello." }] }) { ... on PlanCampaignSuccess { campaign { id } } } }`,
    { segment: defineSegment.segment.id },
  )
  for (const field of ['launchCampaign', 'dispatchCampaign'])
    await graph.data(
      `mutation ($id: ID!) { ${field}(input: { idempotencyKey: "x", campaignId: $id }) { __typename } }`,
      {
        id: planCampaign.campaign.id,
      },
    )
  await record({ idempotencyKey: 'later', customerId: 'gina', externalId: '3' })
  const read = (first: number) =>
    graph.data(
      `query ($id: ID!) { segment(id: $id) { members(first: ${first}) { nodes { customer { id
         segments { segment { name } reasons { condition value } }
         campaigns { nodes { campaign { name } channel status response } }
         messages { nodes { department text campaign { name } } } } } } } }`,
      { id: defineSegment.segment.id },
    )
  expect((await read(1)).segment.members.nodes).toEqual([
    {
      customer: {
        id: 'gina',
        segments: [
          {
            segment: { name: 'Suzhou' },
            reasons: [
              { condition: 'region = "苏州"', value: '苏州' },
              { condition: 'consents has "APP"', value: 'PHONE, MAIL, EMAIL, SMS, WECHAT, APP' },
            ],
          },
        ],
        campaigns: { nodes: [{ campaign: { name: 'Hello' }, channel: 'APP', status: 'SENT', response: null }] },
        messages: {
          nodes: [
            { department: 'SERVICE', text: 'Your car is ready.', campaign: null },
            { department: 'MARKETING', text: 'Hello.', campaign: { name: 'Hello' } },
          ],
        },
      },
    },
  ])
  await graph.settled()
  const one = await graph.statementsOf(() => read(1))
  const three = await graph.statementsOf(() => read(3))
  expect(three.length).toBe(one.length)
})
