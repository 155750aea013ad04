import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPerson } from '../customer/people.ts'
import { openCase } from '../service/workshop.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { root } from '../laws/sources.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

const hour = (from: number): string => new Date(Date.now() + from * 60 * 60_000).toISOString()

type Next = (variables?: Record<string, unknown>) => Promise<any>

/** Asks the operations of a page one after the other; every one of them has to be asked. */
async function goThrough(name: string, walk: (next: Next) => Promise<void>): Promise<void> {
  const page = readFileSync(join(root, `docs/${name}.md`), 'utf8')
  const operations = [...page.matchAll(/```graphql\n([^`]+)```/g)].map(([, text = '']) => text)
  let place = 0
  await walk((variables = {}) => graph.data(operations[place++] ?? '', variables))
  expect(place).toBe(operations.length)
}

test('the way from a call to a closed loop goes as the page about the service desk says', () =>
  goThrough('service-desk', async next => {
    expect(Object.values(await next()).map((each: any) => each.__typename)).toEqual([
      'SetQueueSuccess',
      'SetAgentSuccess',
      'SetRoutingRuleSuccess',
      'SetEscalationContactSuccess',
    ])
    const { case: found } = (await next()).openInquiry
    expect(found).toMatchObject({
      kind: 'COMPLAINT',
      slaMinutes: 240,
      agent: { name: '王芳' },
      inquiry: { rule: 'Chinese' },
    })
    const caseId = found.id
    expect((await next()).escalations.nodes).toEqual([])
    const requestId = (await next({ caseId })).openRequest.request.id
    const [question] = (await next({ requestId })).askSubQuestion.subQuestions
    await next({ subQuestionId: question.id })
    expect((await next({ requestId })).closeRequest.request).toMatchObject({
      answer: 'Batch 7 squeals.',
      steps: [{ department: 'SERVICE', breached: false }],
    })
    const { loop } = (await next({ caseId })).openClosedLoop
    expect(loop).toMatchObject({ trigger: 'COMPLAINT', stage: 'OPEN' })
    expect((await next({ loopId: loop.id })).endClosedLoop.loop).toMatchObject({
      stage: 'ENDED',
      lesson: { title: 'Pads of batch 7 squeal' },
    })
    const { departmentKpis } = await next()
    expect(departmentKpis.find((each: any) => each.department === 'SERVICE')).toMatchObject({
      steps: 1,
      settledRequests: 1,
    })
    expect(departmentKpis.find((each: any) => each.department === 'PRODUCTION')).toMatchObject({
      ratings: 1,
      satisfaction: 4,
    })
  }))

test('who may speak to a prospect is decided as the page about contacts says', () =>
  goThrough('contact', async next => {
    const { grant } = (await next()).requestContact
    expect(grant).toMatchObject({ department: 'SALES', open: true })
    expect((await next()).requestContact).toMatchObject({
      message: 'SALES is in contact with them.',
      reasons: ['HELD_BY_OTHER_DEPARTMENT'],
      possibleFrom: grant.expiresAt,
      openGrants: [{ subject: 'The tender for twenty vans' }],
      lastContacts: [],
    })
    expect((await next({ grantId: grant.id })).completeContact.grant).toMatchObject({
      open: false,
      outcome: 'CALL_BACK',
    })
    expect((await next()).requestContact).toMatchObject({
      reason: 'RECENTLY_CONTACTED',
      lastContacts: [{ department: 'SALES', subject: 'Decides in March; wants one offer for cars and service' }],
    })
    const { contactRules } = await next()
    expect(contactRules.map(({ channel, country }: any) => [channel, country])).toEqual([
      [null, null],
      ['EMAIL', null],
      ['PHONE', 'DE'],
    ])
    expect((await next()).setContactRule.rules).toContainEqual({
      channel: 'PHONE',
      country: null,
      coolDownMinutes: 2880,
      setBy: 'tester',
    })
    expect((await next({ from: hour(-1), until: hour(1) })).contactReport).toEqual([
      { goal: 'ACQUIRE', department: 'SALES', outcome: 'CALL_BACK', contacts: 1 },
    ])
    const customerId = await aPerson(graph)
    expect((await next({ customerId })).statePreferredChannel.customer.channelCalibration).toEqual({
      channel: 'WECHAT',
      channels: [{ channel: 'WECHAT', stated: true, contacts: 0, reached: 0, answered: 0, score: 0.7 }],
    })
    expect((await next({ from: hour(-1), until: hour(1) })).channelProfit).toEqual([
      {
        channel: 'EMAIL',
        contacts: 1,
        answered: 1,
        cost: { amount: '35.00', currency: 'CNY' },
        profit: { amount: '-35.00' },
      },
    ])
  }))

test('what one department does is heard by another as the page about notices says', () =>
  goThrough('notices', async next => {
    const { noticeRules } = await next()
    expect(noticeRules).toContainEqual({ topic: 'SALE', detail: null, active: true, setBy: 'maker' })
    expect((await next()).setNoticeRule.rule).toMatchObject({
      topic: 'TOUCHPOINT',
      department: 'SERVICE',
      active: true,
    })
    await next({ customerId: await aPerson(graph) })
    await graph.settled()
    const [notice] = (await next()).departmentInbox.nodes
    expect(notice).toMatchObject({
      origin: 'SALES',
      subject: { channel: 'PHONE', summary: 'Asks when his car is ready' },
    })
    expect((await next({ id: notice.id })).acknowledgeNotices.notices).toMatchObject([
      { acknowledgement: { by: 'tester' } },
    ])
    const { noticeDelays } = await next({ from: hour(-1), until: hour(1) })
    expect(noticeDelays).toContainEqual(
      expect.objectContaining({ rule: { topic: 'TOUCHPOINT', detail: null, department: 'SERVICE' }, notices: 1 }),
    )
  }))

test('where a customer stands is told as the page about it says', () =>
  goThrough('lifecycle', async next => {
    const customerId = await aPerson(graph)
    const caseId = await openCase(graph, { customerId })
    await graph.settled()
    const { lifecycleTransitions } = await next()
    expect(lifecycleTransitions).toContainEqual({ from: null, to: 'IDENTIFIED', trigger: 'REGISTERED' })
    expect((await next({ customerId })).moveLifecycle.customer.lifecycle.stage).toBe('LOST')
    expect((await next()).setLifecycleTransition.transitions).toContainEqual({
      from: 'LOST',
      to: 'SELECTED',
      trigger: 'LEAD',
    })
    expect((await next()).setLifecycleTransition.transitions).toContainEqual({
      from: 'RETAINED',
      to: 'LOST',
      trigger: 'SILENCE',
      silentMonths: 36,
    })
    const { customer, lifecycleCounts } = await next({ customerId })
    expect(customer.lifecycle.moves.nodes).toMatchObject([
      { from: 'IDENTIFIED', to: 'LOST', reason: 'Bought another make', movedBy: 'tester' },
      { from: null, to: 'IDENTIFIED', trigger: 'REGISTERED' },
    ])
    expect(lifecycleCounts).toContainEqual({ stage: 'LOST', customers: 1 })
    expect((await next({ customerId, caseId })).setCustomerStatuses).toEqual({ changed: 2 })
    expect((await next({ customerId })).customer.statuses).toMatchObject([
      { kind: 'PROFIT', level: 'MEDIUM', previous: null, actions: [] },
      { kind: 'RISK', level: 'HIGH', analysisRun: 'churn-2026-11', actions: [{ subject: 'Noise when braking' }] },
    ])
  }))
