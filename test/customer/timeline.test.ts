import type { z } from 'zod'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerActivity } from '#platform/event-catalogue.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { aPerson, fresh } from './people.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

/** Tells activities through the outbox, as the other subgraphs do. */
async function tell(...activities: z.infer<typeof customerActivity.payload>[]): Promise<void> {
  for (const payload of activities)
    await graph.sql(
      `with event as (insert into platform.event (type, key, payload) values ($1, $2, $3) returning id, key)
       insert into platform.delivery (consumer, event_id, key) select 'customer', id, key from event`,
      [customerActivity.name, payload.customerId, JSON.stringify(payload)],
    )
  await graph.settled()
}

const timeline = `query ($id: ID!, $first: Int, $after: String, $kinds: [ActivityKind!]) {
  customer(id: $id) { timeline(first: $first, after: $after, kinds: $kinds) {
    nodes { kind department at summary subject {
      __typename
      ... on Touchpoint { channel summary }
      ... on ConsentEntry { purpose given }
      ... on SalesOrder { id }
      ... on Case { id }
      ... on Vehicle { vin }
    } }
    pageInfo { hasNextPage endCursor }
  } }
}`

const timelineOf = async (id: string, args: object = {}) =>
  (await graph.data(timeline, { id, ...args })).customer.timeline

const order = (customerId: string, minute: number) => ({
  customerId,
  kind: 'ORDER' as const,
  department: 'SALES' as const,
  at: `2026-01-01T00:0${minute}:00.000Z`,
  summary: `Order ${minute}`,
  subject: { type: 'SalesOrder', id: `order-${minute}` },
})

test("the departments' activities and the own ones are one feed, each with what is behind it", async () => {
  const customerId = await aPerson(graph)
  await graph.data(
    `mutation ($touchpoint: RecordTouchpointInput!, $consent: ConsentInput!) {
      recordTouchpoint(input: $touchpoint) { __typename }
      giveConsent(input: $consent) { __typename }
    }`,
    {
      touchpoint: {
        idempotencyKey: fresh(),
        customerId,
        source: 'wechat',
        externalId: fresh(),
        channel: 'WECHAT',
        direction: 'OUTBOUND',
        department: 'SERVICE',
        summary: 'Reminder of the first service',
        at: '2026-01-03T00:00:00.000Z',
      },
      consent: {
        idempotencyKey: fresh(),
        customerId,
        purpose: 'MARKETING',
        channel: 'SMS',
        proof: { method: 'APP' },
        at: '2026-01-02T00:00:00.000Z',
      },
    },
  )
  const told = { customerId, department: 'SERVICE' as const, summary: 'x' }
  await tell(
    order(customerId, 1),
    { ...told, kind: 'CASE', at: '2026-01-05T00:00:00.000Z', subject: { type: 'Case', id: 'case-1' } },
    { ...told, kind: 'SALE', at: '2026-01-04T00:00:00.000Z', subject: { type: 'Vehicle', id: 'LSGUA83L2CE012347' } },
    { ...told, kind: 'MESSAGE', at: '2026-01-06T00:00:00.000Z', subject: { type: 'Unheard', id: 'x-1' } },
  )
  expect((await timelineOf(customerId)).nodes).toEqual([
    { kind: 'MESSAGE', department: 'SERVICE', at: '2026-01-06T00:00:00.000Z', summary: 'x', subject: null },
    {
      kind: 'CASE',
      department: 'SERVICE',
      at: '2026-01-05T00:00:00.000Z',
      summary: 'x',
      subject: { __typename: 'Case', id: 'case-1' },
    },
    {
      kind: 'SALE',
      department: 'SERVICE',
      at: '2026-01-04T00:00:00.000Z',
      summary: 'x',
      subject: { __typename: 'Vehicle', vin: 'LSGUA83L2CE012347' },
    },
    {
      kind: 'TOUCHPOINT',
      department: 'SERVICE',
      at: '2026-01-03T00:00:00.000Z',
      summary: 'WeChat message from service',
      subject: { __typename: 'Touchpoint', channel: 'WECHAT', summary: 'Reminder of the first service' },
    },
    {
      kind: 'CONSENT',
      department: 'CUSTOMER',
      at: '2026-01-02T00:00:00.000Z',
      summary: 'Consent given: MARKETING, SMS, MAKER',
      subject: { __typename: 'ConsentEntry', purpose: 'MARKETING', given: true },
    },
    {
      kind: 'ORDER',
      department: 'SALES',
      at: '2026-01-01T00:01:00.000Z',
      summary: 'Order 1',
      subject: { __typename: 'SalesOrder', id: 'order-1' },
    },
  ])
})

test('pages of a timeline join without gap or repeat while new activities arrive, and kinds narrow them', async () => {
  const customerId = await aPerson(graph)
  await tell(...[1, 2, 3, 4, 5].map(minute => order(customerId, minute)))
  const first = await timelineOf(customerId, { first: 2 })
  await tell({ ...order(customerId, 9), kind: 'LEAD' })
  const second = await timelineOf(customerId, { first: 2, after: first.pageInfo.endCursor })
  const third = await timelineOf(customerId, { first: 2, after: second.pageInfo.endCursor })
  expect([first, second, third].map(page => page.nodes.map((node: { summary: string }) => node.summary))).toEqual([
    ['Order 5', 'Order 4'],
    ['Order 3', 'Order 2'],
    ['Order 1'],
  ])
  expect(third.pageInfo.hasNextPage).toBe(false)
  expect((await timelineOf(customerId, { kinds: ['LEAD'] })).nodes).toMatchObject([{ kind: 'LEAD' }])
})

test('the same activity told twice counts once, and one told before its customer is known waits', async () => {
  await tell(order('customer-to-come', 1), order('customer-to-come', 1))
  await graph.sql(`insert into customer.customer (id, kind, family_name) values ('customer-to-come', 'PERSON', '未来')`)
  expect((await timelineOf('customer-to-come')).nodes).toHaveLength(1)
})

test('a timeline of a thousand entries, many of them at the same time, is read whole by pages while others arrive', async () => {
  const customerId = await aPerson(graph)
  const add = (count: number, prefix: string, at: string): Promise<unknown> =>
    graph.sql(
      `insert into customer.activity (id, customer_id, kind, department, at, summary, subject_type, subject_id)
       select md5($2 || n), $1, 'CASE', 'SERVICE', $4::timestamptz + make_interval(secs => n / 40), $2 || n, 'Case', $2 || n
       from generate_series(1, $3::int) as n`,
      [customerId, prefix, count, at],
    )
  await add(1000, 'entry-', '2026-01-01T00:00:00Z')
  const seen: { at: string; summary: string }[] = []
  let after: string | null = null
  for (let page = 0; page === 0 || after !== null; page += 1) {
    const found: any = await timelineOf(customerId, { first: 90, after })
    seen.push(...found.nodes)
    // One that is newer than all, and some at the very time at which the page ends.
    await add(1, `newer-${page}-`, '2026-02-01T00:00:00Z')
    await add(9, `between-${page}-`, found.nodes.at(-1).at)
    after = found.pageInfo.hasNextPage ? found.pageInfo.endCursor : null
  }
  const entries = seen.filter(({ summary }) => summary.startsWith('entry-')).map(({ summary }) => summary)
  expect(entries).toHaveLength(1000)
  expect(new Set(seen.map(({ summary }) => summary)).size).toBe(seen.length)
  expect(seen.map(({ at }) => at)).toEqual(
    seen
      .map(({ at }) => at)
      .toSorted()
      .toReversed(),
  )
  expect(seen.filter(({ summary }) => summary.startsWith('newer-'))).toEqual([])
})
