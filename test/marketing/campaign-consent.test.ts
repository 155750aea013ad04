import { afterAll, beforeAll, expect, test } from 'vitest'
import { consentChanged } from '#platform/event-catalogue.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { campaignCycle, consent } from './campaign-cycle.ts'
import { tell } from './tell.ts'

let graph: TestGraph
let cycle: ReturnType<typeof campaignCycle>
beforeAll(async () => {
  graph = await startGraph()
  cycle = campaignCycle(graph)
})
afterAll(() => graph.stop())

test('consent withdrawn between choosing and sending suppresses the message', async () => {
  const segment = await cycle.people('east', ['e1'])
  const { campaign } = await cycle.plan([segment])
  expect((await cycle.launch(campaign.id)).audience).toBe(1)
  await tell(graph, consentChanged, [consent('e1', false, { at: '2026-06-01T00:00:00.000Z' })])
  expect(await cycle.dispatch(campaign.id)).toMatchObject({ sent: 0, suppressed: 1 })
  expect(await cycle.respond(campaign.id, 'e1')).toEqual({
    __typename: 'CustomerNotReached',
    message: 'No message of the campaign was sent to e1.',
    customerId: 'e1',
  })
})

test('the last word counts, whatever the order of arrival, and a word about any channel counts on each', async () => {
  const segment = await cycle.people('west', ['w1', 'w2', 'w3'])
  await tell(graph, consentChanged, [
    consent('w1', false, { at: '2025-12-31T00:00:00.000Z' }),
    consent('w2', false, { channel: 'ANY', at: '2026-06-01T00:00:00.000Z' }),
    consent('w3', false, { recipient: 'DEALER:dealer-1', at: '2026-06-01T00:00:00.000Z' }),
  ])
  const { campaign } = await cycle.plan([segment])
  await cycle.launch(campaign.id)
  expect(await cycle.dispatch(campaign.id)).toMatchObject({ sent: 2, suppressed: 1 })
})

test('consent to one recipient is none to another', async () => {
  const segment = await cycle.people('south', ['o1', 'o2'])
  await tell(graph, consentChanged, [consent('o1', true, { recipient: 'DEALER:dealer-7' })])
  const { campaign } = await cycle.plan([segment], { dealerId: 'dealer-7' })
  await cycle.launch(campaign.id)
  expect(await cycle.dispatch(campaign.id)).toMatchObject({ sent: 1, suppressed: 1 })
})
