import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPerson, fresh } from '../customer/people.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import type { As } from '../kit/principal.ts'
import { seedMarket } from './market.ts'

const seller = (name: string): As => ({ role: 'dealer-sales', dealerId: 'd-sh-1', name })

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await seedMarket(graph)
})
afterAll(() => graph.stop())

async function aLead(): Promise<string> {
  const { captureLead } = await graph.data(
    `mutation ($input: CaptureLeadInput!) { captureLead(input: $input) { ... on CaptureLeadSuccess { lead { id } } } }`,
    { input: { idempotencyKey: fresh(), channel: 'WEB', customerId: await aPerson(graph), dealerId: 'd-sh-1' } },
  )
  return captureLead.lead.id
}

const convert = async (leadId: string, idempotencyKey: string, as: As): Promise<any> =>
  (
    await graph.data(
      `mutation ($input: ConvertLeadInput!) { convertLead(input: $input) {
        __typename
        ... on ConvertLeadSuccess { salesCycle { id lead { id } } }
        ... on LeadClosed { lead { status salesCycle { id } } }
      } }`,
      { input: { idempotencyKey, leadId } },
      as,
    )
  ).convertLead

const tries = Array.from({ length: 10 }, (_, index) => index)

test('of two sellers who convert a lead at once one does, and the other is told that it is done', async () => {
  for (const _ of tries) {
    const leadId = await aLead()
    const outcomes = await Promise.all(['ann', 'bob'].map(name => convert(leadId, fresh(), seller(name))))
    const [done, closed] = outcomes.toSorted((a, b) => (a.__typename < b.__typename ? -1 : 1))
    expect(done).toEqual({
      __typename: 'ConvertLeadSuccess',
      salesCycle: { id: expect.stringMatching(/^cycle-/), lead: { id: leadId } },
    })
    const { id } = done.salesCycle
    expect(closed).toEqual({ __typename: 'LeadClosed', lead: { status: 'CONVERTED', salesCycle: { id } } })
  }
})

test('one call that is sent twice at once answers both times the same', async () => {
  for (const _ of tries) {
    const [leadId, key] = [await aLead(), fresh()]
    const [one, other] = await Promise.all([0, 1].map(() => convert(leadId, key, seller('ann'))))
    expect(one).toMatchObject({ __typename: 'ConvertLeadSuccess', salesCycle: { lead: { id: leadId } } })
    expect(other).toEqual(one)
  }
})
