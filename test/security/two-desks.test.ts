import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestGraph } from '../kit/graph.ts'
import type { As } from '../kit/principal.ts'
import { vinOf } from '../service/workshop.ts'
import { papers } from './trust/two-dealers.ts'
import { both, sales, startTwoDealers, workshop } from './two-desks.ts'

const car = vinOf(101)

// With the program's own rules on, and with the database alone.
describe.each([true, false])('the program’s rules on: %s', filters => {
  let graph: TestGraph
  beforeAll(async () => void (graph = await startTwoDealers(filters)))
  afterAll(() => graph.stop())

  const asked = async (query: string, as: As): Promise<any> => (await graph.ask(query, {}, as)).data

  test('whose customer he is and which cars are his both desks are told, and that and when either had to do with him', async () => {
    const shared = `{ customer(id: "person-a-1") {
      displayName phone vehicles { nodes { role vehicle { vin plate } } } appointments { nodes { id note } }
      touchpoints { nodes { department summary } } contactGrants { nodes { department subject } }
      timeline { nodes { kind department summary } } requests { nodes { subject } }
      cases(open: true) { nodes { id kind status open subject station { id } customer { id } } }
    } }`
    const told = await asked(shared, sales)
    expect(told.customer).toMatchObject({
      displayName: expect.stringContaining('KANARIEA-family-1'),
      vehicles: { nodes: expect.arrayContaining([{ role: 'OWNER', vehicle: { vin: car, plate: '沪A0001' } }]) },
      appointments: { nodes: [{ id: 'visit-a-1', note: 'KANARIEA-visit-1' }] },
      timeline: { nodes: [{ kind: 'LEAD', department: 'SALES', summary: 'KANARIEA-activity-1' }] },
      cases: { nodes: [{ id: 'case-a-1', kind: 'COMPLAINT', status: 'NEW', customer: { id: 'person-a-1' } }] },
    })
    expect(await asked(shared, workshop)).toEqual(told)
    expect(await asked(shared, both)).toEqual(told)
  })

  const ofSales = `{
    lead(id: "lead-a-1") { message } leads { nodes { id } pageInfo { hasNextPage endCursor } }
    salesCycle(id: "cycle-a-1") { status } salesOrder(id: "order-a-1") { price { amount } timeline { note } }
    salesOrders { nodes { id } pageInfo { endCursor } } retailSale(id: "sale-a-1") { price { amount } }
    customer(id: "person-a-1") { leads { nodes { id } } salesOrders { nodes { id } } }
    dealer(id: "dealer-a") { contract { number } scorecard(from: "2020-01-01T00:00:00.000Z", until: "2099-01-01T00:00:00.000Z") { sales } }
  }`

  test('leads, opportunities, orders, sales and the contract are the sales desk’s', async () => {
    const own = await asked(ofSales, sales)
    expect(own).toMatchObject({
      lead: { message: 'KANARIEA-sales-wish-1' },
      salesCycle: { status: 'OPEN' },
      salesOrder: { price: { amount: '97111001.00' }, timeline: [{ note: 'KANARIEA-sales-note-1' }] },
      retailSale: { price: { amount: '97111001.00' } },
      dealer: { contract: { number: 'C-1' }, scorecard: { sales: 5 } },
    })
    expect(own.leads.nodes).toHaveLength(4)
    expect(await asked(ofSales, both)).toEqual(own)
    const none = { nodes: [] }
    expect(await asked(ofSales, workshop)).toEqual({
      lead: null,
      leads: { ...none, pageInfo: { hasNextPage: false, endCursor: null } },
      salesCycle: null,
      salesOrder: null,
      salesOrders: { ...none, pageInfo: { endCursor: null } },
      retailSale: null,
      customer: { leads: none, salesOrders: none },
      dealer: { contract: null, scorecard: null },
    })
  })

  const ofWorkshop = `{
    serviceOrder(id: "work-a-1") { complaint }
    case(id: "case-a-1") { messages { body } statusHistory { changedBy } slaState slaConsumedMinutes
      inquiry { kindReasons } rating { comment } escalations { rank } closedLoops { subject } }
    escalations { nodes { id } } closedLoop(id: "loop") { subject } closedLoops { nodes { actions { action } } }
  }`

  test('the work and how a case is worked on are the workshop’s; that there is a case the sales desk is told', async () => {
    const own = await asked(ofWorkshop, workshop)
    expect(own).toMatchObject({
      serviceOrder: { complaint: 'KANARIEA-service-complaint-1' },
      case: {
        messages: [{ body: 'KANARIEA-service-thread-1' }],
        slaState: 'RUNNING',
        inquiry: { kindReasons: ['KANARIEA-service-kind-1'] },
        rating: { comment: 'KANARIEA-service-comment-1' },
        escalations: [{ rank: 'TEAM_LEAD' }],
        closedLoops: [{ subject: 'KANARIEA-service-loop-1' }],
      },
      escalations: { nodes: [{ id: 'escalation' }] },
      closedLoops: { nodes: [{ actions: [{ action: 'KANARIEA-service-action-1' }] }] },
    })
    expect(await asked(ofWorkshop, both)).toEqual(own)
    const clock = { slaState: null, slaConsumedMinutes: null }
    expect(await asked(ofWorkshop, sales)).toEqual({
      serviceOrder: null,
      case: {
        messages: [],
        statusHistory: [],
        ...clock,
        inquiry: null,
        rating: null,
        escalations: [],
        closedLoops: [],
      },
      escalations: { nodes: [] },
      closedLoop: null,
      closedLoops: { nodes: [] },
    })
  })

  test('the story of a car is told to both: what was sold to whom, and what was done where and when', async () => {
    const story = `{ case(id: "case-a-1") { vehicle {
      sales { nodes { id dealer { id } buyer { id } price { amount } order { id } } }
      owners { customer { id } }
      serviceOrders { nodes { id station { id } customer { id } complaint technician appointment { id } operations { description } } }
    } customer { serviceOrders { nodes { id complaint technician appointment { id } operations { description } } } } } }`
    const sold = { id: 'sale-a-1', dealer: { id: 'dealer-a' }, buyer: { id: 'person-a-1' } }
    const owners = [{ customer: { id: 'person-a-1' } }]
    const done = { id: 'work-a-1', operations: [{ description: 'Brakes' }] }
    const place = { station: { id: 'station-a' }, customer: { id: 'person-a-1' } }
    const said = {
      complaint: 'KANARIEA-service-complaint-1',
      technician: 'KANARIEA-service-technician-1',
      appointment: { id: 'visit-a-1' },
    }
    const unsaid = { complaint: null, technician: null, appointment: null }
    const price = { price: { amount: '97111001.00' }, order: { id: 'order-a-1' } }
    const told = async (as: As): Promise<any> => (await asked(story, as)).case
    expect((await told(sales)).vehicle).toEqual({
      sales: { nodes: [{ ...sold, ...price }] },
      owners,
      serviceOrders: { nodes: [{ ...done, ...place, ...unsaid }] },
    })
    expect((await told(workshop)).vehicle).toEqual({
      sales: { nodes: [{ ...sold, price: null, order: null }] },
      owners,
      serviceOrders: { nodes: [{ ...done, ...place, ...said }] },
    })
    expect((await told(both)).vehicle).toEqual({
      sales: { nodes: [{ ...sold, ...price }] },
      owners,
      serviceOrders: { nodes: [{ ...done, ...place, ...said }] },
    })
    expect((await told(sales)).customer.serviceOrders.nodes).toContainEqual({ ...done, ...unsaid })
    expect((await told(workshop)).customer.serviceOrders.nodes).toContainEqual({ ...done, ...said })
  })

  test('what cars were sold for stands in no segment and no pyramid of the workshop’s', async () => {
    const spent = `{ customer(id: "person-a-1") { segments { reasons { attribute value } } } valuePyramid { revenue { amount } } }`
    const told = (value: string | null, amount: string): object => ({
      customer: { segments: [{ reasons: [{ attribute: 'spend', value }] }] },
      valuePyramid: { revenue: { amount } },
    })
    expect(await asked(spent, sales)).toEqual(told('97111001.00 CNY', '388444010.00'))
    expect(await asked(spent, workshop)).toEqual(told(null, '0.00'))
  })

  test('what a contact brought in is told at the desk whose it was', async () => {
    const deal = '{ contactGrant(id: "deal-a-1") { outcome gain { amount } } }'
    const told = (gain: object | null): object => ({ contactGrant: { outcome: 'AGREED', gain } })
    for (const as of [sales, both]) expect(await asked(deal, as)).toEqual(told({ amount: '97111001.00' }))
    expect(await asked(deal, workshop)).toEqual(told(null))
  })

  test('a desk reads its own inbox alone', async () => {
    const notices = `{ customer(id: "person-a-1") { notices { nodes { summary } } } }`
    const summaries = async (as: As): Promise<string[]> =>
      (await asked(notices, as)).customer.notices.nodes.map(({ summary }: { summary: string }) => summary)
    expect(await summaries(sales)).toEqual(['KANARIEA-sales-notice-1'])
    expect(await summaries(workshop)).toEqual(['KANARIEA-service-notice-1'])
    expect((await summaries(both)).toSorted()).toEqual(['KANARIEA-sales-notice-1', 'KANARIEA-service-notice-1'])
  })

  test('no key, cursor or entry of the timeline leads to what is the other desk’s', async () => {
    const page = `query ($after: String) { leads(first: 1, after: $after) { nodes { id message } pageInfo { endCursor } } }`
    const first = await graph.data(page, {}, sales)
    const after = first.leads.pageInfo.endCursor
    expect((await graph.data(page, { after }, sales)).leads.nodes).toHaveLength(1)
    expect((await graph.data(page, { after }, workshop)).leads.nodes).toEqual([])
    const behind = `{ customer(id: "person-a-1") { timeline { nodes { at subject { __typename ... on Lead { id message } } } } } }`
    const entry = async (as: As): Promise<any> => (await asked(behind, as)).customer.timeline.nodes[0]
    expect(await entry(sales)).toMatchObject({ subject: { id: 'lead-a-1', message: 'KANARIEA-sales-wish-1' } })
    expect(await entry(workshop)).toMatchObject({ at: expect.any(String), subject: { id: 'lead-a-1', message: null } })
    const entities = async (subgraph: string, keys: readonly [string, string][], as: As): Promise<unknown[]> => {
      const representations = keys.map(([__typename, id]) => ({ __typename, id }))
      const text = `query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }`
      return (await graph.askSubgraph(subgraph, text, { representations }, as)).data._entities
    }
    const ofSalesDesk = [
      ['Lead', 'lead-a-1'],
      ['SalesCycle', 'cycle-a-1'],
      ['SalesOrder', 'order-a-1'],
      ['RetailSale', 'sale-a-1'],
    ] as const
    const found = ofSalesDesk.map(([__typename]) => ({ __typename }))
    expect(
      await entities(
        'sales',
        [...ofSalesDesk].map(([type, id]) => [type, id]),
        sales,
      ),
    ).toEqual(found)
    expect(
      await entities(
        'sales',
        [...ofSalesDesk].map(([type, id]) => [type, id]),
        workshop,
      ),
    ).toEqual([null, null, null, null])
    expect(await entities('service', [['ServiceOrder', 'work-a-1']], workshop)).toEqual([
      { __typename: 'ServiceOrder' },
    ])
    expect(await entities('service', [['ServiceOrder', 'work-a-1']], sales)).toEqual([null])
  })

  test('whatever either desk asks of a customer, no paper of the other is in the answer', async () => {
    for (const [as, other] of [
      [sales, papers.service],
      [workshop, papers.sales],
    ] as const) {
      const answers = await Promise.all([ofSales, ofWorkshop].map(text => asked(text, as)))
      expect(JSON.stringify(answers)).not.toMatch(other)
    }
  })
})
