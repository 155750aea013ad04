import { consentChanged, customerChanged } from '#platform/event-catalogue.ts'
import type { TestGraph } from '../kit/graph.ts'
import { person, tell } from './tell.ts'

/** That a customer said yes or no to text messages of the maker, or to what else is named. */
export const consent = (
  customerId: string,
  given: boolean,
  more: { channel?: string; recipient?: string; at?: string } = {},
) => ({
  customerId,
  purpose: 'MARKETING',
  channel: more.channel ?? 'SMS',
  recipient: more.recipient ?? 'MAKER',
  given,
  at: more.at ?? '2026-01-01T00:00:00.000Z',
})

/** The steps of the campaign cycle on one graph, each a call of its mutation with a key of its own. */
export function campaignCycle(graph: TestGraph) {
  let key = 0
  async function change(field: string, type: string, rest: string, input: Record<string, unknown>) {
    key += 1
    const text = `mutation ($input: ${type}!) { ${field}(input: $input) { __typename ${rest} } }`
    return (await graph.data(text, { input: { idempotencyKey: `key ${key}`, ...input } }))[field]
  }

  async function segmentOf(region: string): Promise<string> {
    const { segment } = await change(
      'defineSegment',
      'DefineSegmentInput',
      '... on DefineSegmentSuccess { segment { id } }',
      {
        name: `people of ${region}`,
        expression: `region = "${region}"`,
      },
    )
    return segment.id
  }

  const plan = (segmentIds: string[], more: Record<string, unknown> = {}) =>
    change(
      'planCampaign',
      'PlanCampaignInput',
      '... on PlanCampaignSuccess { campaign { id status version } } ... on SegmentNotFound { message segmentId }',
      {
        name: 'Spring check',
        goal: 'RETAIN',
        segmentIds,
        steps: [{ channel: 'SMS', template: 'Spring is here.' }],
        ...more,
      },
    )
  const launch = (campaignId: string) =>
    change(
      'launchCampaign',
      'LaunchCampaignInput',
      '... on LaunchCampaignSuccess { audience } ... on CampaignNotPlanned { message } ... on CampaignNotFound { campaignId }',
      { campaignId },
    )
  const dispatch = (campaignId: string) =>
    change(
      'dispatchCampaign',
      'DispatchCampaignInput',
      '... on DispatchCampaignSuccess { step sent suppressed campaign { status } } ... on CampaignStepNotDue { step message } ... on CampaignNotLaunched { message }',
      { campaignId },
    )
  const respond = (campaignId: string, customerId: string, response = 'INTERESTED') =>
    change(
      'recordResponse',
      'RecordResponseInput',
      '... on RecordResponseSuccess { contact { status response customer { id } } } ... on CustomerNotReached { message customerId }',
      {
        campaignId,
        customerId,
        response,
      },
    )
  const improve = (campaignId: string, more: Record<string, unknown>) =>
    change(
      'improveCampaign',
      'ImproveCampaignInput',
      '... on ImproveCampaignSuccess { campaign { id version lesson improves { id } lineage { version } } } ... on CampaignAlreadyImproved { message improvedBy { version } } ... on CampaignNotLaunched { message }',
      { campaignId, ...more },
    )

  /** People of a region, of whom some said yes to text messages and some said no. */
  async function people(region: string, yes: string[], no: string[] = [], silent: string[] = []): Promise<string> {
    await tell(
      graph,
      customerChanged,
      [...yes, ...no, ...silent].map(id => person(id, { region })),
    )
    await tell(graph, consentChanged, [...yes.map(id => consent(id, true)), ...no.map(id => consent(id, false))])
    return segmentOf(region)
  }

  return { plan, launch, dispatch, respond, improve, people }
}
