import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contacting } from '../customer/contacting.ts'
import { aPerson, fresh } from '../customer/people.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { campaignCycle } from './campaign-cycle.ts'

let graph: TestGraph
let cycle: ReturnType<typeof campaignCycle>
beforeAll(async () => {
  graph = await startGraph()
  cycle = campaignCycle(graph)
})
afterAll(() => graph.stop())

const say = (field: 'giveConsent' | 'withdrawConsent', customerId: string, given: object = {}) =>
  graph.data(`mutation ($input: ConsentInput!) { ${field}(input: $input) { __typename } }`, {
    input: {
      idempotencyKey: fresh(),
      customerId,
      purpose: 'MARKETING',
      channel: 'SMS',
      proof: { method: 'MESSAGE_REPLY' },
      ...given,
    },
  })

/** People of a region who said yes to text messages, as the customer subgraph knows them. */
async function people(region: string, count: number): Promise<string[]> {
  const address = { region, city: region }
  const ids: string[] = []
  for (let place = 0; place < count; place++) {
    const id = await aPerson(graph, { contactPoints: [{ kind: 'ADDRESS', address }] })
    await say('giveConsent', id)
    ids.push(id)
  }
  await graph.settled()
  return ids
}

async function launched(region: string): Promise<string> {
  const { campaign } = await cycle.plan([await cycle.people(region, [])])
  await cycle.launch(campaign.id)
  return campaign.id
}

/** Keeps marketing from taking up events while the work runs, as when it lags behind. */
async function whileMarketingLags(work: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: graph.databaseUrl })
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('autograph_delivery'), hashtext('marketing'))`)
    await work()
  } finally {
    await client.end()
  }
}

const sentTo = async (campaignId: string): Promise<string[]> =>
  (
    await graph.sql(`select customer_id from marketing.message where campaign_id = $1 and status = 'SENT'`, [
      campaignId,
    ])
  ).map(row => row.customer_id)

const reasonsOf = (campaignId: string) =>
  graph.sql(
    `select suppressed_because as because, count(*)::int as count from marketing.message
     where campaign_id = $1 group by 1 order by 1`,
    [campaignId],
  )

test('nothing is sent after a withdrawal, also while its news has not reached marketing', async () => {
  const [stays, leaves, returns] = await people('赶上', 3)
  const campaign = await launched('赶上')
  await whileMarketingLags(async () => {
    await say('withdrawConsent', leaves ?? '')
    await say('withdrawConsent', returns ?? '', { channel: 'ANY' })
    await say('withdrawConsent', stays ?? '', { channel: 'EMAIL' })
    expect(await cycle.dispatch(campaign)).toMatchObject({ sent: 1, suppressed: 2 })
  })
  expect(await sentTo(campaign)).toEqual([stays])
  expect(await reasonsOf(campaign)).toContainEqual({ because: 'CONSENT_WITHDRAWN', count: 2 })
})

test('of withdrawals that race with the sending, none that was answered before it is written to', async () => {
  for (let round = 0; round < 5; round++) {
    const region = `竞争${round}`
    const ids = await people(region, 8)
    const campaign = await launched(region)
    const before = ids.filter((_, place) => place % 2 === 0)
    await Promise.all(before.map(id => say('withdrawConsent', id)))
    const during = ids.filter((_, place) => place % 2 === 1)
    const [dispatched] = await Promise.all([cycle.dispatch(campaign), ...during.map(id => say('withdrawConsent', id))])
    const sent = await sentTo(campaign)
    expect(sent.filter(id => before.includes(id))).toEqual([])
    expect(dispatched.sent).toBe(sent.length)
  }
})

test('advertising waits for a department that is in contact, or was, told or not yet told', async () => {
  const contact = contacting(graph)
  const safety = { department: 'SERVICE', purpose: 'SAFETY', channel: 'PHONE' }
  const [held, contacted, freed, own] = await people('等待', 4)
  await contact.request({ customerId: held }, safety)
  const { grant } = await contact.request({ customerId: contacted }, safety)
  await contact.complete(grant.id, 'INFORMED')
  const other = (await contact.request({ customerId: freed }, safety)).grant
  await contact.request({ customerId: own }, { ...safety, department: 'MARKETING' })
  await graph.settled()
  const campaign = await launched('等待')
  await whileMarketingLags(async () => {
    await contact.complete(other.id, 'INFORMED')
    expect(await cycle.dispatch(campaign)).toMatchObject({ sent: 1, suppressed: 3 })
  })
  expect(await sentTo(campaign)).toEqual([own])
  expect(await reasonsOf(campaign)).toEqual([
    { because: 'HELD_BY_OTHER_DEPARTMENT', count: 2 },
    { because: 'RECENTLY_CONTACTED', count: 1 },
    { because: null, count: 1 },
  ])
})

test('a contact that did not take place keeps no message back', async () => {
  const contact = contacting(graph)
  const [id] = await people('自由', 1)
  const { grant } = await contact.request({ customerId: id }, { purpose: 'SAFETY', channel: 'PHONE' })
  await contact.complete(grant.id, 'CANCELLED')
  await graph.settled()
  expect(await cycle.dispatch(await launched('自由'))).toMatchObject({ sent: 1, suppressed: 0 })
})

test('a campaign’s message counts as a contact for the next department, also before it is in the timeline', async () => {
  const [id] = await people('统一', 1)
  const campaign = await launched('统一')
  const client = new pg.Client({ connectionString: graph.databaseUrl })
  await client.connect()
  await client.query(`select pg_advisory_lock(hashtext('autograph_delivery'), hashtext('customer'))`)
  const ask = () => contacting(graph).request({ customerId: id })
  expect(await cycle.dispatch(campaign)).toMatchObject({ sent: 1 })
  const waits = { reason: 'RECENTLY_CONTACTED', lastContacts: [{ department: 'MARKETING' }] }
  expect(await ask()).toMatchObject(waits)
  await client.end()
  await graph.settled()
  expect(await ask()).toMatchObject(waits)
})

test('who refuses automated analysis is in no segment and in no dry run, until he takes that back', async () => {
  const [id] = await people('画像', 1)
  const segment = await cycle.people('画像', [])
  const members = async () =>
    await graph.data(
      `query ($id: ID!) { segment(id: $id) { size }
          segmentDryRun(expression: "region = \\"画像\\"") { ... on SegmentDryRun { size } } }`,
      { id: segment },
    )
  expect(await members()).toMatchObject({ segment: { size: 1 }, segmentDryRun: { size: 1 } })
  await say('withdrawConsent', id ?? '', { purpose: 'PROFILING', channel: 'ANY' })
  await graph.settled()
  expect(await members()).toMatchObject({ segment: { size: 0 }, segmentDryRun: { size: 0 } })
  await say('giveConsent', id ?? '', { purpose: 'PROFILING', channel: 'ANY' })
  await graph.settled()
  expect(await members()).toMatchObject({ segment: { size: 1 } })
})
