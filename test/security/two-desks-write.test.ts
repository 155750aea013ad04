import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestGraph } from '../kit/graph.ts'
import type { As } from '../kit/principal.ts'
import { vinOf } from '../service/workshop.ts'
import { sales, startTwoDealers, workshop } from './two-desks.ts'

const car = vinOf(101)

// With the program's own rules on, and with the database alone.
describe.each([true, false])('the program’s rules on: %s', filters => {
  let graph: TestGraph
  beforeAll(async () => void (graph = await startTwoDealers(filters)))
  afterAll(() => graph.stop())

  const asked = async (query: string, as: As): Promise<any> => (await graph.ask(query, {}, as)).data

  test('the workshop changes nothing of the sales desk’s, nor that anything of the workshop’s', async () => {
    const price = '{ amount: "1", currency: "CNY" }'
    const refused = async (field: string, as: As): Promise<string> => {
      const { data, errors } = await graph.ask(`mutation { outcome: ${field} { __typename } }`, {}, as)
      return errors?.[0]?.extensions.code ?? data.outcome.__typename
    }
    const ofSalesDesk = [
      ['captureLead(input: { idempotencyKey: "1", channel: WEB, customerId: "person-a-2" })', 'FORBIDDEN'],
      ['respondToLead(input: { idempotencyKey: "1", leadId: "lead-a-1" })', 'LeadUnknown'],
      ['loseLead(input: { idempotencyKey: "1", leadId: "lead-a-1", reason: PRICE })', 'LeadUnknown'],
      ['convertLead(input: { idempotencyKey: "1", leadId: "lead-a-1" })', 'LeadUnknown'],
      ['cancelOrder(input: { idempotencyKey: "1", orderId: "order-a-1" })', 'OrderUnknown'],
      [
        'placeOrder(input: { idempotencyKey: "1", kind: BUILD, dealerId: "dealer-a", customerId: "person-a-1", modelCode: "MODEL" })',
        'FORBIDDEN',
      ],
      [
        `registerRetailSale(input: { idempotencyKey: "1", kind: USED, vin: "${car}", dealerId: "dealer-a", customerId: "person-a-2",
          soldAt: "${new Date().toISOString()}", price: ${price}, sellerId: "person-a-1" })`,
        'FORBIDDEN',
      ],
    ]
    for (const [field = '', code] of ofSalesDesk) expect(await refused(field, workshop), field).toBe(code)
    const ofWorkshopDesk = [
      [
        `openServiceOrder(input: { idempotencyKey: "1", vin: "${car}", stationId: "station-a", odometerKm: 20, complaint: "x" })`,
        'FORBIDDEN',
      ],
      ['closeServiceOrder(input: { idempotencyKey: "1", serviceOrderId: "work-a-1" })', 'ServiceOrderNotFound'],
      ['replyToCase(input: { idempotencyKey: "1", caseId: "case-a-1", author: AGENT, body: "x" })', 'FORBIDDEN'],
      ['changeCaseStatus(input: { idempotencyKey: "1", caseId: "case-a-1", status: IN_PROGRESS })', 'FORBIDDEN'],
      ['solveCase(input: { idempotencyKey: "1", caseId: "case-a-1", resolution: "x" })', 'FORBIDDEN'],
    ]
    for (const [field = '', code] of ofWorkshopDesk) expect(await refused(field, sales), field).toBe(code)
  })

  test('the sales desk brings a case to the workshop, and sees from then on that it is open', async () => {
    const about = `customerId: "person-a-3", stationId: "station-a"`
    const opened = await graph.data(
      `mutation {
        openCase(input: { idempotencyKey: "c", kind: COMPLAINT, subject: "Rattles", body: "Since Monday", ${about} }) {
          ... on OpenCaseSuccess { case { id } } }
        openInquiry(input: { idempotencyKey: "i", kind: REPAIR, text: "The door does not close", ${about} }) {
          ... on OpenInquirySuccess { case { id } } } }`,
      {},
      sales,
    )
    for (const { case: brought } of [opened.openCase, opened.openInquiry]) {
      const text = `{ case(id: "${brought.id}") { open messages { body } inquiry { kindStated } } }`
      expect((await asked(text, sales)).case).toEqual({ open: true, messages: [], inquiry: null })
      expect((await asked(text, workshop)).case.messages).toHaveLength(1)
    }
  })

  test('a wish to buy that a workshop is told goes to its own sales desk, however many leads that has', async () => {
    await graph.sql(`insert into sales.lead (id, channel, customer_id, dealer_id, routing_rule, routing_reason, score,
      score_reasons, captured_at, due_at) values ('more', 'WEB', 'person-a-2', 'dealer-a', 'CHOSEN', 'x', 50, '{}', now(), now())`)
    await graph.data(
      `mutation { openInquiry(input: { idempotencyKey: "w", kind: PURCHASE, text: "A new one", customerId: "person-a-1",
        stationId: "station-a" }) { __typename } }`,
      {},
      workshop,
    )
    await graph.settled()
    const of = { role: 'dealer', dealerId: 'dealer-b' } as const
    expect(
      (await asked('{ customer(id: "person-a-1") { id familyName } }', of)).customer?.familyName ?? null,
    ).toBeNull()
    expect(await graph.sql(`select dealer_id from sales.lead where message = 'A new one'`)).toEqual([
      { dealer_id: 'dealer-a' },
    ])
  })

  test('the sales desk says what the workshop’s work on its request was worth, and both see what is to be mended', async () => {
    const ask = async (text: string): Promise<any> =>
      (await graph.data(`mutation { outcome: ${text} }`, {}, sales)).outcome
    const { request } =
      await ask(`openRequest(input: { idempotencyKey: "r", subject: "Vans", question: "When are they ready?",
      department: SALES, ownerId: "e-1", customerId: "person-a-4" }) { ... on OpenRequestSuccess { request { id } } }`)
    await ask(
      `forwardRequest(input: { idempotencyKey: "r", requestId: "${request.id}", department: SERVICE }) { __typename }`,
    )
    const closed = await ask(`closeRequest(input: { idempotencyKey: "r", requestId: "${request.id}", answer: "In May",
      ratings: [{ department: SERVICE, score: 1 }] }) { __typename }`)
    expect(closed).toEqual({ __typename: 'CloseRequestSuccess' })
    const loops = `{ closedLoops { nodes { id department request { id } } } }`
    for (const as of [sales, workshop])
      expect((await asked(loops, as)).closedLoops.nodes).toContainEqual({
        id: expect.any(String),
        department: 'SERVICE',
        request: { id: request.id },
      })
  })
})
