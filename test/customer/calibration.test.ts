import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { call } from '../service/workshop.ts'
import { contacting } from './contacting.ts'
import { zoneAt } from './hours.ts'
import { aPerson } from './people.ts'

let graph: TestGraph
let contact: ReturnType<typeof contacting>
beforeAll(async () => {
  graph = await startGraph()
  contact = contacting(graph)
})
afterAll(() => graph.stop())

const query = `query ($first: Int!) { customers(first: $first) { nodes { id channelCalibration {
  channel channels { channel stated contacts reached answered score }
} } } }`
const calibrationOf = async (id: string): Promise<any> =>
  (await graph.data(query, { first: 50 })).customers.nodes.find((each: any) => each.id === id).channelCalibration

/** A contact about the customer's own case, which no earlier one stands against. */
async function contacted(customerId: string, channel: string, outcome: string, money: object = {}): Promise<void> {
  const own = { department: 'SERVICE', purpose: 'OPEN_CASE', goal: 'SATISFY', channel }
  const { grant } = await contact.request({ customerId }, own)
  await contact.complete(grant.id, outcome, money)
  await graph.sql(`update customer.contact_grant set contacted_at = granted_at - interval '1 hour' where id = $1`, [
    grant.id,
  ])
}
const wish = (customerId: string, channel: string | null) =>
  call(graph, 'statePreferredChannel', {
    input: { customerId, channel },
    select: '... on StatePreferredChannelSuccess { customer { channelCalibration { channel } } }',
  })

test('a customer’s wish counts until what he does says otherwise', async () => {
  const customerId = await aPerson(graph, { timeZone: zoneAt(14) })
  expect(await calibrationOf(customerId)).toBeNull()
  expect(await wish(customerId, 'EMAIL')).toMatchObject({ customer: { channelCalibration: { channel: 'EMAIL' } } })
  await contacted(customerId, 'WECHAT', 'INTERESTED')
  expect(await calibrationOf(customerId)).toEqual({
    channel: 'EMAIL',
    channels: [
      { channel: 'EMAIL', stated: true, contacts: 0, reached: 0, answered: 0, score: 0.7 },
      { channel: 'WECHAT', stated: false, contacts: 1, reached: 1, answered: 1, score: 0.4 },
    ],
  })
  for (const _ of [1, 2, 3, 4]) await contacted(customerId, 'EMAIL', 'NOT_REACHED')
  for (const _ of [1, 2]) await contacted(customerId, 'WECHAT', 'AGREED')
  await contacted(customerId, 'PHONE', 'DECLINED')
  expect((await calibrationOf(customerId)).channels).toEqual([
    { channel: 'WECHAT', stated: false, contacts: 3, reached: 3, answered: 3, score: 0.5714 },
    { channel: 'EMAIL', stated: true, contacts: 4, reached: 0, answered: 0, score: 0.5 },
    { channel: 'PHONE', stated: false, contacts: 1, reached: 1, answered: 0, score: 0.2 },
  ])
  await wish(customerId, null)
  expect((await calibrationOf(customerId)).channels.map((each: any) => each.score)).toEqual([0.5714, 0.2, 0.125])
})

test('profit per channel is what contacts brought in above what they cost, by currency, in one statement', async () => {
  await graph.sql('delete from customer.contact_grant')
  const customerId = await aPerson(graph, { timeZone: zoneAt(14) })
  const cny = (cost: string, gain: string) => ({
    cost: { amount: cost, currency: 'CNY' },
    gain: { amount: gain, currency: 'CNY' },
  })
  await contacted(customerId, 'PHONE', 'AGREED', cny('35.00', '900.00'))
  await contacted(customerId, 'PHONE', 'DECLINED', { cost: { amount: '35.00', currency: 'CNY' } })
  await contacted(customerId, 'SMS', 'INFORMED', { cost: { amount: '0.10', currency: 'CNY' } })
  await contacted(customerId, 'SMS', 'INFORMED')
  const period = {
    from: new Date(Date.now() - 3_600_000).toISOString(),
    until: new Date(Date.now() + 3_600_000).toISOString(),
  }
  const text = `query ($from: DateTime!, $until: DateTime!) { channelProfit(from: $from, until: $until) {
    channel contacts answered cost { amount } gain { amount } profit { amount currency } } }`
  let lines: unknown
  const sent = await graph.statementsOf(async () => void (lines = (await graph.data(text, period)).channelProfit))
  expect(sent).toHaveLength(1)
  expect(lines).toEqual([
    {
      channel: 'PHONE',
      contacts: 2,
      answered: 1,
      cost: { amount: '70.00' },
      gain: { amount: '900.00' },
      profit: { amount: '830.00', currency: 'CNY' },
    },
    {
      channel: 'SMS',
      contacts: 1,
      answered: 0,
      cost: { amount: '0.10' },
      gain: { amount: '0.00' },
      profit: { amount: '-0.10', currency: 'CNY' },
    },
    { channel: 'SMS', contacts: 1, answered: 0, cost: null, gain: null, profit: null },
  ])
})

test('the calibration of many customers takes one statement', async () => {
  await aPerson(graph)
  const sent = await graph.statementsOf(() => graph.data(query, { first: 50 }))
  expect(sent).toHaveLength(2)
})
