import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { campaignCycle } from './campaign-cycle.ts'

let graph: TestGraph
let cycle: ReturnType<typeof campaignCycle>
beforeAll(async () => {
  graph = await startGraph()
  cycle = campaignCycle(graph)
})
afterAll(() => graph.stop())

test('a campaign goes from plan over audience and dispatch to answers and results', async () => {
  const segment = await cycle.people('north', ['n1', 'n2'], ['n3'], ['n4'])
  const { campaign } = await cycle.plan([segment])
  expect(campaign).toMatchObject({ status: 'PLANNED', version: 1 })
  expect(await cycle.launch(campaign.id)).toEqual({ __typename: 'LaunchCampaignSuccess', audience: 4 })
  expect(await cycle.dispatch(campaign.id)).toEqual({
    __typename: 'DispatchCampaignSuccess',
    step: 1,
    sent: 2,
    suppressed: 2,
    campaign: { status: 'COMPLETED' },
  })
  expect(await cycle.respond(campaign.id, 'n1')).toEqual({
    __typename: 'RecordResponseSuccess',
    contact: { status: 'SENT', response: 'INTERESTED', customer: { id: 'n1' } },
  })
  const story = await graph.data(
    `query ($id: ID!) { campaign(id: $id) {
       results { audience sent suppressed responded rate }
       audience { nodes { customer { id } segment { name } status channel suppressedBecause response } }
       messages { nodes { customer { id } status suppressedBecause text step source } } } }`,
    { id: campaign.id },
  )
  const contact = { segment: { name: 'people of north' }, channel: null, suppressedBecause: null, response: null }
  expect(story.campaign.results).toEqual({ audience: 4, sent: 2, suppressed: 2, responded: 1, rate: '0.5000' })
  expect(story.campaign.audience.nodes).toEqual([
    { ...contact, customer: { id: 'n4' }, status: 'SUPPRESSED', suppressedBecause: 'CONSENT_UNKNOWN' },
    { ...contact, customer: { id: 'n3' }, status: 'SUPPRESSED', suppressedBecause: 'CONSENT_WITHDRAWN' },
    { ...contact, customer: { id: 'n2' }, status: 'SENT', channel: 'SMS' },
    { ...contact, customer: { id: 'n1' }, status: 'SENT', channel: 'SMS', response: 'INTERESTED' },
  ])
  expect(story.campaign.messages.nodes).toHaveLength(4)
  expect(story.campaign.messages.nodes).toContainEqual({
    customer: { id: 'n1' },
    status: 'SENT',
    suppressedBecause: null,
    text: 'Spring is here.',
    step: 1,
    source: 'campaign',
  })
  const told = await graph.sql(
    `select key, payload ->> 'summary' as summary from platform.event where type = 'CustomerActivity' and payload ->> 'kind' = 'MESSAGE' order by key`,
  )
  expect(told).toEqual(['n1', 'n2'].map(id => ({ key: id, summary: 'SMS of the campaign "Spring check"' })))
})

test('a second step waits for its day, and steps go out once', async () => {
  const segment = await cycle.people('centre', ['c1'])
  const steps = [
    { channel: 'SMS', template: 'First.' },
    { channel: 'EMAIL', template: 'Second.', afterDays: 7 },
  ]
  const { campaign } = await cycle.plan([segment], { steps })
  expect(await cycle.dispatch(campaign.id)).toEqual({
    __typename: 'CampaignNotLaunched',
    message: 'The campaign "Spring check" is only planned; launch it first.',
  })
  await cycle.launch(campaign.id)
  expect(await cycle.launch(campaign.id)).toEqual({
    __typename: 'CampaignNotPlanned',
    message: 'The campaign "Spring check" is launched; only a planned one can be launched.',
  })
  const both = await Promise.all([cycle.dispatch(campaign.id), cycle.dispatch(campaign.id)])
  const outcomes: string[] = both.map(each => each.__typename)
  expect(outcomes.toSorted()).toEqual(['CampaignStepNotDue', 'DispatchCampaignSuccess'])
  await graph.sql(`update marketing.campaign set launched_at = launched_at - interval '8 days' where id = $1`, [
    campaign.id,
  ])
  expect(await cycle.dispatch(campaign.id)).toMatchObject({
    step: 2,
    sent: 0,
    suppressed: 1,
    campaign: { status: 'COMPLETED' },
  })
  const { campaign: after } = await graph.data(
    'query ($id: ID!) { campaign(id: $id) { results { sent suppressed } audience { nodes { status channel } } steps { number dispatchedAt } } }',
    { id: campaign.id },
  )
  expect(after.results).toEqual({ sent: 1, suppressed: 0 })
  expect(after.audience.nodes).toEqual([{ status: 'SENT', channel: 'SMS' }])
  expect(await cycle.dispatch(campaign.id)).toMatchObject({ __typename: 'CampaignNotLaunched' })
})

test('the next version improves on the last, once, and keeps the lineage', async () => {
  const segment = await cycle.people('coast', ['k1'])
  const { campaign } = await cycle.plan([segment])
  expect(await cycle.improve(campaign.id, { lesson: 'too early' })).toMatchObject({ __typename: 'CampaignNotLaunched' })
  await cycle.launch(campaign.id)
  const improved = await cycle.improve(campaign.id, {
    lesson: 'say it by e-mail',
    steps: [{ channel: 'EMAIL', template: 'Spring is here.' }],
  })
  expect(improved.campaign).toMatchObject({
    version: 2,
    lesson: 'say it by e-mail',
    improves: { id: campaign.id },
    lineage: [{ version: 1 }, { version: 2 }],
  })
  expect(await cycle.improve(campaign.id, { lesson: 'again' })).toEqual({
    __typename: 'CampaignAlreadyImproved',
    message: 'Version 2 improves on it already; improve that one.',
    improvedBy: { version: 2 },
  })
  const { campaigns } = await graph.data(
    `query ($id: ID!) { campaigns(filter: { segmentId: $id }) { nodes { name version status improvedBy { version } segments { id } steps { channel } } } }`,
    { id: segment },
  )
  const same = { name: 'Spring check', segments: [{ id: segment }] }
  expect(campaigns.nodes).toEqual([
    { ...same, version: 2, status: 'PLANNED', improvedBy: null, steps: [{ channel: 'EMAIL' }] },
    { ...same, version: 1, status: 'LAUNCHED', improvedBy: { version: 2 }, steps: [{ channel: 'SMS' }] },
  ])
})

test('unknown campaigns and segments are told, wrong plans change nothing', async () => {
  expect(await cycle.plan(['segment-x'])).toEqual({
    __typename: 'SegmentNotFound',
    message: 'There is no segment segment-x.',
    segmentId: 'segment-x',
  })
  expect(await cycle.launch('campaign-x')).toEqual({ __typename: 'CampaignNotFound', campaignId: 'campaign-x' })
  const before = await graph.sql('select id from marketing.campaign')
  const step = { channel: 'SMS', template: 'x' }
  const wrong = [
    { steps: [] },
    { segmentIds: [] },
    { name: ' ' },
    { steps: [{ ...step, template: '' }] },
    { steps: [{ ...step, afterDays: 366 }] },
    {
      steps: [
        { ...step, afterDays: 5 },
        { ...step, afterDays: 4 },
      ],
    },
  ]
  for (const [place, part] of wrong.entries()) {
    const input = {
      idempotencyKey: `wrong ${place}`,
      name: 'x',
      goal: 'RETAIN',
      segmentIds: ['s'],
      steps: [step],
      ...part,
    }
    const { errors } = await graph.ask(
      'mutation ($input: PlanCampaignInput!) { planCampaign(input: $input) { __typename } }',
      { input },
    )
    expect(errors?.map(each => each.extensions.code)).toEqual(['BAD_USER_INPUT'])
  }
  expect(await graph.sql('select id from marketing.campaign')).toEqual(before)
})

test('many campaigns with results and audiences cost as many statements as one', async () => {
  const fields = `id name dealer { id } segments { name } steps { number } results { rate } improves { id } improvedBy { id } lineage { id }
    audience { nodes { segment { name } campaign { id } } } messages { nodes { text campaign { name } } }`
  const read = (first: number) =>
    graph.statementsOf(() => graph.data(`{ campaigns(first: ${first}) { nodes { ${fields} } } }`))
  await graph.settled()
  expect((await read(8)).length).toBe((await read(3)).length)
})
