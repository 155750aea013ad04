import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

const consentText = (field: string): string =>
  `mutation ($input: ConsentInput!) { ${field}(input: $input) { __typename } }`
const consent = (idempotencyKey: string, customerId: string) => ({
  input: { idempotencyKey, customerId, purpose: 'MARKETING', channel: 'SMS', proof: { method: 'WEB_FORM' } },
})

async function registered(familyName: string, birthDate = '1988-08-08'): Promise<string> {
  const { registerCustomer } = await graph.data(
    `mutation ($input: RegisterCustomerInput!) {
       registerCustomer(input: $input) { ... on RegisterCustomerSuccess { customer { id } } } }`,
    {
      input: {
        idempotencyKey: familyName,
        kind: 'PERSON',
        familyName,
        givenName: '伟',
        birthDate,
        source: 'web',
      },
    },
  )
  const { id } = registerCustomer.customer
  await graph.data(consentText('giveConsent'), consent(`yes ${familyName}`, id))
  return id
}

test('a customer registered and consenting elsewhere is chosen and written to, unless he withdraws before it is sent', async () => {
  const [staying, leaving] = [await registered('王'), await registered('李')]
  await graph.settled()
  const { defineSegment } = await graph.data(
    `mutation ($input: DefineSegmentInput!) { defineSegment(input: $input) { ... on DefineSegmentSuccess { segment { id size } } } }`,
    { input: { idempotencyKey: 's', name: 'born in 1988', expression: 'birth_year = 1988 and consents has "SMS"' } },
  )
  expect(defineSegment.segment.size).toBe(2)
  const { planCampaign } = await graph.data(
    `mutation ($input: PlanCampaignInput!) { planCampaign(input: $input) { ... on PlanCampaignSuccess { campaign { id } } } }`,
    {
      input: {
        idempotencyKey: 'p',
        name: 'Lucky eights',
        goal: 'ACTIVATE',
        segmentIds: [defineSegment.segment.id],
        steps: [{ channel: 'SMS', template: '888' }],
      },
    },
  )
  const campaignId = planCampaign.campaign.id
  const advance = (field: string, fields: string) =>
    graph.data(`mutation ($id: ID!) { ${field}(input: { idempotencyKey: "x", campaignId: $id }) { ${fields} } }`, {
      id: campaignId,
    })
  await advance('launchCampaign', '__typename')
  await graph.data(consentText('withdrawConsent'), consent('no', leaving))
  await graph.settled()
  const { dispatchCampaign } = await advance('dispatchCampaign', '... on DispatchCampaignSuccess { sent suppressed }')
  expect(dispatchCampaign).toEqual({ sent: 1, suppressed: 1 })

  const side = (id: string) =>
    graph.data(
      `query ($id: ID!) { customer(id: $id) { displayName segments { segment { name } }
         campaigns { nodes { campaign { name } status suppressedBecause } } messages { nodes { text status } } } }`,
      { id },
    )
  const campaign = { name: 'Lucky eights' }
  expect(await side(staying)).toEqual({
    customer: {
      displayName: '王伟',
      segments: [{ segment: { name: 'born in 1988' } }],
      campaigns: { nodes: [{ campaign, status: 'SENT', suppressedBecause: null }] },
      messages: { nodes: [{ text: '888', status: 'SENT' }] },
    },
  })
  expect(await side(leaving)).toEqual({
    customer: {
      displayName: '李伟',
      segments: [],
      campaigns: { nodes: [{ campaign, status: 'SUPPRESSED', suppressedBecause: 'CONSENT_WITHDRAWN' }] },
      messages: { nodes: [{ text: '888', status: 'SUPPRESSED' }] },
    },
  })
})

test('a customer whom no segment and no campaign concerns has empty lists', async () => {
  const id = await registered('赵', '1970-01-01')
  await graph.settled()
  const { customer } = await graph.data(
    'query ($id: ID!) { customer(id: $id) { segments { version } campaigns { nodes { status } } messages { nodes { text } } } }',
    { id },
  )
  expect(customer).toEqual({ segments: [], campaigns: { nodes: [] }, messages: { nodes: [] } })
})
