import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { seedMarket } from './market.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await seedMarket(graph)
})
afterAll(() => graph.stop())

const captureLead = `mutation ($input: CaptureLeadInput!) { captureLead(input: $input) {
  __typename
  ... on CaptureLeadSuccess { lead { id status dealer { id } routing { rule reason } score { points reasons } } }
  ... on LeadDuplicate { message existing { id } }
  ... on DealerUnknown { message dealerId }
} }`

const capture = async (input: object, as = {}) =>
  (await graph.data(captureLead, { input: { idempotencyKey: randomUUID(), channel: 'WEB', ...input } }, as)).captureLead

const answer = async (field: string, input: object, fields: string, as = {}) => {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`
  const text = `mutation ($input: ${type}!) { ${field}(input: $input) { __typename ${fields} } }`
  return (await graph.data(text, { input: { idempotencyKey: randomUUID(), ...input } }, as))[field]
}

test('a lead goes to the dealer of its city with the fewest open leads, with score and reasons', async () => {
  const wish = { city: 'Shanghai', modelCode: 'ENVISION-GS' }
  const first = await capture({ ...wish, phone: '138 0013 8001' })
  const second = await capture({ ...wish, phone: '+8613800138002', customerId: 'c-known' })
  expect(first).toEqual({
    __typename: 'CaptureLeadSuccess',
    lead: {
      id: expect.stringMatching(/^lead-/),
      status: 'NEW',
      dealer: { id: 'd-sh-1' },
      routing: { rule: 'CITY', reason: 'Yongda Pudong has the fewest open leads, 0, among 2 dealers in Shanghai.' },
      score: {
        points: 50,
        reasons: ['+15 wrote on the web', '+15 names a model', '+10 can be called', '+10 says where he is'],
      },
    },
  })
  expect(second.lead).toMatchObject({ dealer: { id: 'd-sh-2' }, score: { points: 70 } })
})

test('without a dealer in the city the region counts, without one there the load', async () => {
  const region = await capture({ phone: '+8613800138011', city: 'Ningbo', region: 'Zhejiang' })
  const nowhere = await capture({ phone: '+8613800138012', city: 'Urumqi' })
  expect(region.lead).toMatchObject({ dealer: { id: 'd-hz-1' }, routing: { rule: 'REGION' } })
  expect(nowhere.lead).toMatchObject({ dealer: { id: 'd-bj-1' }, routing: { rule: 'LOAD' } })
})

test('a lead that names a dealer goes there; an unknown dealer is refused', async () => {
  const chosen = await capture({ phone: '+8613800138021', channel: 'DEALER_VISIT', dealerId: 'd-bj-1' })
  expect(chosen.lead).toMatchObject({
    dealer: { id: 'd-bj-1' },
    routing: { rule: 'CHOSEN', reason: 'Capital Cars was chosen.' },
  })
  expect(await capture({ phone: '+8613800138022', dealerId: 'd-none' })).toEqual({
    __typename: 'DealerUnknown',
    message: 'There is no dealer d-none.',
    dealerId: 'd-none',
  })
})

test('a second lead of the same telephone and model is a duplicate, of another model it is not', async () => {
  const first = await capture({ phone: '+8613800138031', modelCode: 'A' })
  expect(await capture({ phone: '13800138031', modelCode: 'A', channel: 'CALL_CENTRE' })).toEqual({
    __typename: 'LeadDuplicate',
    message: 'The person has an open lead for this model: go on with it.',
    existing: { id: first.lead.id },
  })
  expect(await capture({ phone: '+8613800138031', modelCode: 'B' })).toMatchObject({
    __typename: 'CaptureLeadSuccess',
  })
})

test('an open lead that is older than 30 days stands in nobody’s way', async () => {
  const first = await capture({ phone: '+8613800138041' })
  await graph.sql(`update sales.lead set captured_at = now() - interval '31 days' where id = $1`, [first.lead.id])
  expect(await capture({ phone: '+8613800138041' })).toMatchObject({ __typename: 'CaptureLeadSuccess' })
})

test('of concurrent captures of one person one makes a lead', async () => {
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, place) =>
      capture({ customerId: 'c-race', ...(place % 2 === 0 ? { phone: '+8613800138051' } : {}) }),
    ),
  )
  expect(answers.filter(({ __typename }) => __typename === 'CaptureLeadSuccess')).toHaveLength(1)
  expect(new Set(answers.map(({ lead, existing }) => (lead ?? existing).id)).size).toBe(1)
})

test('the same call again answers the same and makes no second lead', async () => {
  const input = { idempotencyKey: 'lead-once', phone: '+8613800138061' }
  expect(await capture(input)).toEqual(await capture(input))
  expect(await graph.sql(`select 1 from sales.lead where phone = '+8613800138061'`)).toHaveLength(1)
})

test.for([
  [{}, 'A lead names a customer or a telephone: give customerId or phone.'],
  [{ phone: 'call me' }, 'phone is no telephone number: write it with its country code, as +8613800138000.'],
])('wrong input %j is refused with a sentence and changes nothing', async ([input, message]) => {
  const before = await graph.sql('select count(*) from sales.lead')
  const { errors } = await graph.ask(captureLead, {
    input: { idempotencyKey: randomUUID(), channel: 'WEB', ...Object(input) },
  })
  expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }])
  expect(await graph.sql('select count(*) from sales.lead')).toEqual(before)
})

test('the response clock stops at the first answer', async () => {
  const { lead } = await capture({ phone: '+8613800138071', channel: 'DEALER_VISIT', city: 'Beijing', modelCode: 'C' })
  await graph.sql(
    `update sales.lead set captured_at = captured_at - interval '45 minutes', due_at = due_at - interval '45 minutes' where id = $1`,
    [lead.id],
  )
  const ask = `{ lead(id: "${lead.id}") { status overdue responseMinutes } }`
  expect(await graph.data(ask)).toEqual({ lead: { status: 'NEW', overdue: true, responseMinutes: null } })
  await answer('respondToLead', { leadId: lead.id }, '... on RespondToLeadSuccess { lead { id } }')
  const { lead: answered } = await graph.data(ask)
  expect(answered).toEqual({ status: 'RESPONDED', overdue: false, responseMinutes: expect.closeTo(45, 0) })
  await answer('respondToLead', { leadId: lead.id }, '... on RespondToLeadSuccess { lead { id } }')
  expect((await graph.data(ask)).lead).toEqual(answered)
})

test('a converted lead is an opportunity that keeps the origin', async () => {
  const { lead } = await capture({ phone: '+8613800138081', channel: 'CAMPAIGN', campaignId: 'camp-1', modelCode: 'C' })
  const fields = `... on LeadWithoutCustomer { message lead { id } } ... on LeadClosed { message lead { status } }
    ... on ConvertLeadSuccess { salesCycle {
      category status origin campaign { id } customer { id } dealer { id } modelCode lead { id status salesCycle { origin } } } }`
  expect(await answer('convertLead', { leadId: lead.id }, fields)).toEqual({
    __typename: 'LeadWithoutCustomer',
    message: 'The lead has no customer yet: name him with customerId.',
    lead: { id: lead.id },
  })
  expect(await answer('convertLead', { leadId: lead.id, customerId: 'c-81', category: 'RETENTION' }, fields)).toEqual({
    __typename: 'ConvertLeadSuccess',
    salesCycle: {
      category: 'RETENTION',
      status: 'OPEN',
      origin: 'CAMPAIGN',
      campaign: { id: 'camp-1' },
      customer: { id: 'c-81' },
      dealer: lead.dealer,
      modelCode: 'C',
      lead: { id: lead.id, status: 'CONVERTED', salesCycle: { origin: 'CAMPAIGN' } },
    },
  })
  expect(await answer('convertLead', { leadId: lead.id, customerId: 'c-81' }, fields)).toEqual({
    __typename: 'LeadClosed',
    message: 'The lead is converted already.',
    lead: { status: 'CONVERTED' },
  })
})

test('a lost lead keeps its reason; reason OTHER needs a note', async () => {
  const { lead } = await capture({ phone: '+8613800138091' })
  const fields = '... on LoseLeadSuccess { lead { status lostReason lostNote } }'
  await expect(answer('loseLead', { leadId: lead.id, reason: 'OTHER' }, fields)).rejects.toThrow(/needs a note/)
  expect(await answer('loseLead', { leadId: lead.id, reason: 'COMPETITOR', note: 'bought a BYD' }, fields)).toEqual({
    __typename: 'LoseLeadSuccess',
    lead: { status: 'LOST', lostReason: 'COMPETITOR', lostNote: 'bought a BYD' },
  })
})

test('a dealer sees, lists and answers his own leads alone', async () => {
  const mine = await capture({ phone: '+8613800138101', dealerId: 'd-hz-1', customerId: 'c-101' })
  const other = await capture({ phone: '+8613800138102', dealerId: 'd-bj-1', customerId: 'c-101', modelCode: 'D' })
  const as = { role: 'dealer-sales', dealerId: 'd-hz-1' } as const
  const seen = await graph.data(
    `{ mine: lead(id: "${mine.lead.id}") { id } other: lead(id: "${other.lead.id}") { id }
       leads(filter: { dealerId: "d-bj-1" }) { nodes { id } } all: leads(first: 100) { nodes { dealer { id } } } }`,
    {},
    as,
  )
  expect(seen).toMatchObject({ mine: { id: mine.lead.id }, other: null, leads: { nodes: [] } })
  expect(new Set(seen.all.nodes.map((lead: any) => lead.dealer.id))).toEqual(new Set(['d-hz-1']))
  expect(await answer('respondToLead', { leadId: other.lead.id }, '... on LeadUnknown { message leadId }', as)).toEqual(
    {
      __typename: 'LeadUnknown',
      message: `There is no lead ${other.lead.id} that you can see.`,
      leadId: other.lead.id,
    },
  )
  const { errors } = await graph.ask(
    captureLead,
    { input: { idempotencyKey: randomUUID(), channel: 'WEB', phone: '+8613800138103', dealerId: 'd-bj-1' } },
    as,
  )
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
})

test('many leads cost as many statements as one, and pages go on where they ended', async () => {
  const ask = `query ($first: Int, $after: String) { leads(first: $first, after: $after) {
    nodes { id dealer { name } salesCycle { id } } pageInfo { hasNextPage endCursor } } }`
  await graph.settled()
  const one = await graph.statementsOf(() => graph.data(ask, { first: 1 }))
  const many = await graph.statementsOf(() => graph.data(ask, { first: 10 }))
  expect(new Set(many)).toEqual(new Set(one))
  const first = await graph.data(ask, { first: 3 })
  const next = await graph.data(ask, { first: 3, after: first.leads.pageInfo.endCursor })
  const six = await graph.data(ask, { first: 6 })
  expect([...first.leads.nodes, ...next.leads.nodes]).toEqual(six.leads.nodes)
})
