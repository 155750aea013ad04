import { createClient, type Client } from 'graphql-ws'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { aPerson } from '../customer/people.ts'
import { atStation, capture, commissioned } from '../erp-adapter/factory.ts'
import { describePlant } from '../erp-adapter/plant.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { call, openCase } from '../service/workshop.ts'

let graph: TestGraph
let socket: Client

beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
  socket = connect({ 'autograph-role': 'call-centre', 'autograph-name': 'desk' })
})
afterAll(async () => {
  await socket.dispose()
  await graph.stop()
})

/** Somebody's connection, by which he subscribes. */
const connect = (connectionParams: Record<string, string>): Client =>
  createClient({
    url: `${graph.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams,
    retryAttempts: 0,
  })

/** Subscribes, and waits until the subgraph of that name listens for this and all that were begun before. */
async function subscribe(query: string, variables: Record<string, unknown> = {}, by = socket) {
  const events = by.iterate<any>({ query, variables })
  const first = events.next()
  // What a subscriber is told begins when he is known to the subgraph: over two hops that takes a moment.
  await new Promise(resolve => setTimeout(resolve, 300))
  return { events, first }
}

test('a car that comes to a status is told to who waits for it, with what other departments know', async () => {
  const { events, first } = await subscribe(
    `subscription ($number: ID!) {
      vehicleStatusChanged(productionNumber: $number) {
        status previous at
        vehicle { productionNumber status model { code } }
      }
    }`,
    { number: 'LIVE-1' },
  )
  await capture(graph, [commissioned('LIVE-2', 0)])
  await capture(graph, [commissioned('LIVE-1', 1)])
  const { value } = await first
  expect(value.errors).toBeUndefined()
  expect(value.data.vehicleStatusChanged).toMatchObject({
    status: 'BROADCAST',
    previous: null,
    vehicle: { productionNumber: 'LIVE-1', status: 'BROADCAST', model: { code: 'ENV' } },
  })
  await events.return?.()
})

test('each event is read anew: the second one has the car as it is then', async () => {
  const { events, first } = await subscribe(
    'subscription { vehicleStatusChanged(productionNumber: "LIVE-3") { previous vehicle { status } } }',
  )
  await capture(graph, [commissioned('LIVE-3', 0)])
  expect((await first).value.data.vehicleStatusChanged).toEqual({ previous: null, vehicle: { status: 'BROADCAST' } })
  await capture(graph, [atStation('LIVE-3', 3, 'T-BODY')])
  expect((await events.next()).value.data.vehicleStatusChanged).toEqual({
    previous: 'BROADCAST',
    vehicle: { status: 'BODY' },
  })
  await events.return?.()
})

test('what a department does with a customer is told with the fields of that department', async () => {
  const customerId = await aPerson(graph)
  const { events, first } = await subscribe(
    `subscription ($id: ID!) {
      activityRecorded(customerId: $id) {
        kind department summary
        customer { id displayName }
        subject { ... on Case { id status } }
      }
    }`,
    { id: customerId },
  )
  const cases = await subscribe('subscription { caseChanged { id status customer { displayName } } }')
  const id = await openCase(graph, { customerId, kind: 'COMPLAINT', subject: 'Rattle', body: 'It rattles.' })
  const { value } = await first
  const displayName = value.data.activityRecorded.customer.displayName
  expect(displayName).toEqual(expect.any(String))
  expect(value).toEqual({
    data: {
      activityRecorded: {
        kind: 'CASE',
        department: 'SERVICE',
        summary: 'Case (complaint) opened',
        customer: { id: customerId, displayName },
        subject: { id, status: 'NEW' },
      },
    },
  })
  expect((await cases.first).value.data.caseChanged).toEqual({ id, status: 'NEW', customer: { displayName } })
  await events.return?.()
  await cases.events.return?.()
})

test('a break of the connection that listens ends the subscriptions with a fault, and new ones hear again', async () => {
  const text = 'subscription { vehicleStatusChanged { vehicle { productionNumber } } }'
  const { first } = await subscribe(text)
  const ended = first.catch((errors: unknown) => errors)
  await graph.sql(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like '%autograph_event%' and pid <> pg_backend_pid()`,
  )
  expect(await ended).toMatchObject([{ extensions: { code: 'STORAGE_UNAVAILABLE' } }])
  const again = await subscribe(text)
  await capture(graph, [commissioned('LIVE-4', 0)])
  expect((await again.first).value.data.vehicleStatusChanged.vehicle).toEqual({ productionNumber: 'LIVE-4' })
  await again.events.return?.()
})

test('a move of a request is told at once to the department that it reaches, and a case that climbs to its rank', async () => {
  const moves = await subscribe(
    `subscription { requestMoved(department: SALES) { kind department from by formerOwner { employeeId department }
      subQuestions { question } request { id department owner { employeeId } } } }`,
  )
  const ask = (field: string, input: object, select = '') => call(graph, field, { input, select })
  const opened = await ask(
    'openRequest',
    { subject: 'Tender', question: 'When?', department: 'SERVICE', ownerId: 'e-1' },
    '... on OpenRequestSuccess { request { id } }',
  )
  const requestId = opened.request.id
  await ask('forwardRequest', { requestId, department: 'SALES', ownerId: 'e-2' })
  const request = { id: requestId, department: 'SALES', owner: { employeeId: 'e-2' } }
  expect((await moves.first).value.data.requestMoved).toEqual({
    kind: 'FORWARDED',
    department: 'SALES',
    from: 'SERVICE',
    by: 'tester',
    formerOwner: { employeeId: 'e-1', department: 'SERVICE' },
    subQuestions: [],
    request,
  })
  // Who asks another department hears that it was asked.
  await ask('askSubQuestion', { requestId, questions: [{ department: 'PRODUCTION', question: 'How many?' }] })
  expect((await moves.events.next()).value.data.requestMoved).toEqual({
    kind: 'ASKED',
    department: 'PRODUCTION',
    from: 'SALES',
    by: 'tester',
    formerOwner: null,
    subQuestions: [{ question: 'How many?' }],
    request,
  })
  await moves.events.return?.()

  const steps = await subscribe(
    'subscription { caseEscalated(rank: TEAM_LEAD) { rank reason case { status subject } } }',
  )
  await ask('openInquiry', { text: 'I want to buy a car', phone: '+8613800138000' })
  expect((await steps.first).value.data.caseEscalated).toEqual({
    rank: 'TEAM_LEAD',
    reason: 'NO_DEALER',
    case: { status: 'ESCALATED', subject: 'I want to buy a car' },
  })
  await steps.events.return?.()
})

test('a notice is told at once to the inbox that it comes into, and to a dealer only of a customer of his', async () => {
  const dealer = connect({ 'autograph-role': 'dealer-sales', 'autograph-dealer': 'dealer-1', 'autograph-name': 'li' })
  const text = 'subscription { noticeArrived(department: SALES) { topic summary customer { id } } }'
  const [desk, own] = [await subscribe(text), await subscribe(text, {}, dealer)]
  const other = await aPerson(graph)
  const customerId = await aPerson(graph)
  const assigned = { customerId, role: 'ACCOUNT_MANAGER', employeeId: 'li', dealerId: 'dealer-1' }
  await call(graph, 'assignCustomer', { input: assigned, select: '' })
  const news = (id: string) => ({ topic: 'REGISTERED', summary: 'A new customer', customer: { id } })
  expect((await desk.first).value.data.noticeArrived).toEqual(news(other))
  expect((await own.first).value.data.noticeArrived.customer).toEqual({ id: customerId })
  await own.events.return?.()
  await desk.events.return?.()
  await dealer.dispose()
})
