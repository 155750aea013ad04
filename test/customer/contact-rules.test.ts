import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import type { As } from '../kit/principal.ts'
import { contacting } from './contacting.ts'
import { zoneAt } from './hours.ts'
import { aPerson, fresh } from './people.ts'

let graph: TestGraph
let contact: ReturnType<typeof contacting>
beforeAll(async () => {
  graph = await startGraph()
  contact = contacting(graph)
})
afterAll(() => graph.stop())

const minutes = (from: string, until: string): number => (Date.parse(until) - Date.parse(from)) / 60_000

test('advertising needs consent in the customer’s country to the one who sends it, and the last word counts', async () => {
  const customerId = await aPerson(graph)
  const marketing = { department: 'MARKETING', purpose: 'MARKETING', goal: 'ACTIVATE' }
  const say = (field: string, given: object = {}) =>
    graph.data(`mutation ($input: ConsentInput!) { ${field}(input: $input) { __typename } }`, {
      input: {
        idempotencyKey: fresh(),
        customerId,
        purpose: 'MARKETING',
        channel: 'ANY',
        proof: { method: 'WEB_FORM' },
        ...given,
      },
    })
  const none = { reason: 'NO_CONSENT', possibleFrom: null }
  expect(await contact.request({ customerId }, marketing)).toMatchObject(none)
  await say('giveConsent', { recipient: { kind: 'DEALER', id: 'dealer-3' } })
  await say('giveConsent', { country: 'DE' })
  expect(await contact.request({ customerId }, marketing)).toMatchObject(none)
  await say('giveConsent')
  const { grant } = await contact.request({ customerId }, marketing)
  await contact.complete(grant.id, 'CANCELLED')
  await say('withdrawConsent', { channel: 'EMAIL' })
  expect(await contact.request({ customerId }, marketing)).toMatchObject(none)
})

test('a seller may call before anything was said, but not after an objection, and in Germany not without consent', async () => {
  const call = { channel: 'PHONE' }
  const timeZone = zoneAt(14)
  const free = await aPerson(graph, { timeZone })
  const { grant } = await contact.request({ customerId: free }, call)
  await contact.complete(grant.id, 'CANCELLED')
  const objection = { idempotencyKey: fresh(), customerId: free, purpose: 'SALES_FOLLOW_UP', proof: { method: 'APP' } }
  await graph.data(`mutation ($input: ConsentInput!) { withdrawConsent(input: $input) { __typename } }`, {
    input: objection,
  })
  expect(await contact.request({ customerId: free }, call)).toMatchObject({ reason: 'NO_CONSENT' })
  const german = await aPerson(graph, { timeZone, locale: 'de-DE' })
  expect(await contact.request({ customerId: german }, call)).toMatchObject({ reason: 'NO_CONSENT' })
})

test('nobody is called at night where he lives, and a grant ends when his night begins', async () => {
  const sleeping = await aPerson(graph, { timeZone: zoneAt(23) })
  const call = { channel: 'PHONE' }
  const refused = await contact.request({ customerId: sleeping }, call)
  expect(refused).toMatchObject({ reason: 'QUIET_HOURS', reasons: ['QUIET_HOURS'] })
  expect(new Date(refused.possibleFrom).getUTCMinutes()).toBe(0)
  expect(Date.parse(refused.possibleFrom) - Date.now()).toBeLessThan(10.1 * 60 * 60_000)
  const late = await aPerson(graph, { timeZone: zoneAt(20) })
  const { grant } = await contact.request({ customerId: late }, call)
  expect(new Date(grant.expiresAt).getUTCMinutes()).toBe(0)
  expect(minutes(grant.grantedAt, grant.expiresAt)).toBeLessThanOrEqual(60)
})

test('contacts of all departments count together against how often somebody may be contacted', async () => {
  const customerId = await aPerson(graph)
  const record = (day: number, direction: string) =>
    graph.data(`mutation ($input: RecordTouchpointInput!) { recordTouchpoint(input: $input) { __typename } }`, {
      input: {
        idempotencyKey: fresh(),
        customerId,
        source: 'telephony',
        externalId: fresh(),
        channel: 'PHONE',
        direction,
        department: 'SERVICE',
        summary: 'A call',
        at: new Date(Date.now() - day * 864e5).toISOString(),
      },
    })
  for (const day of [2, 3, 4, 5, 6]) await record(day, 'OUTBOUND')
  await record(1, 'INBOUND')
  const reminder = { department: 'SERVICE', purpose: 'SERVICE_REMINDER' }
  expect(await contact.request({ customerId }, reminder)).toMatchObject({ __typename: 'RequestContactSuccess' })
  await record(7, 'OUTBOUND')
  expect(await contact.request({ customerId }, { ...reminder, department: 'SALES' })).toMatchObject({
    reason: 'HELD_BY_OTHER_DEPARTMENT',
    reasons: ['HELD_BY_OTHER_DEPARTMENT', 'OVER_FREQUENCY_CAP'],
  })
})

test('the report counts goals, departments and outcomes of a period in one statement', async () => {
  const from = new Date().toISOString()
  const people = await Promise.all([1, 2, 3].map(() => aPerson(graph)))
  const grants = await Promise.all(people.map(customerId => contact.request({ customerId })))
  await contact.complete(grants[0].grant.id, 'AGREED')
  await contact.complete(grants[1].grant.id, 'AGREED')
  const until = new Date(Date.now() + 60_000).toISOString()
  const ask = () =>
    graph.data(
      `query ($from: DateTime!, $until: DateTime!) {
        contactReport(from: $from, until: $until) { goal department outcome contacts }
      }`,
      { from, until },
    )
  let report
  const sent = await graph.statementsOf(async () => void (report = await ask()))
  expect(sent).toHaveLength(1)
  const line = { goal: 'CONVERT', department: 'SALES' }
  expect(report).toEqual({
    contactReport: [
      { ...line, outcome: 'AGREED', contacts: 2 },
      { ...line, outcome: null, contacts: 1 },
    ],
  })
})

test('the rules can be read, and the grants of many customers cost one statement', async () => {
  const { contactRules } = await graph.data(
    `{ contactRules(purpose: SALES_FOLLOW_UP) { channel country consent coolDownMinutes quietFrom } }`,
  )
  expect(contactRules).toContainEqual({
    channel: 'PHONE',
    country: 'DE',
    consent: 'GIVEN',
    coolDownMinutes: 1440,
    quietFrom: '20:00',
  })
  const sent = await graph.statementsOf(() =>
    graph.data(`{ customers(first: 5) { nodes { contactGrants(first: 2) { nodes { id } } } } }`),
  )
  expect(sent.filter(text => text.includes('contact_grant'))).toHaveLength(1)
})

test('who leads the call centre sets the rules, and they hold from the next question on', async () => {
  const callCentre = { role: 'call-centre', name: 'wang' } as const
  const set = (given: object, as: As = callCentre) =>
    graph.ask(
      `mutation ($input: SetContactRuleInput!) { setContactRule(input: $input) { ... on SetContactRuleSuccess {
        rules { channel country coolDownMinutes quietFrom setBy } } } }`,
      {
        input: {
          idempotencyKey: fresh(),
          purpose: 'SERVICE_REMINDER',
          channel: 'PHONE',
          consent: 'NOT_WITHDRAWN',
          holdMinutes: 60,
          coolDownMinutes: 0,
          retryMinutes: 0,
          ...given,
        },
      },
      as,
    )
  const drop = (given: object) =>
    graph.ask(
      `mutation ($input: DropContactRuleInput!) { dropContactRule(input: $input) { ... on DropContactRuleSuccess {
        rules { channel country } } } }`,
      { input: { idempotencyKey: fresh(), purpose: 'SERVICE_REMINDER', ...given } },
      callCentre,
    )
  const customerId = await aPerson(graph, { timeZone: zoneAt(23) })
  const remind = () =>
    contact.request(
      { customerId },
      { department: 'SERVICE', purpose: 'SERVICE_REMINDER', channel: 'PHONE', goal: 'RETAIN' },
    )
  expect(await remind()).toMatchObject({ reason: 'QUIET_HOURS' })
  const { data } = await set({})
  const ours = { channel: 'PHONE', country: null, coolDownMinutes: 0, quietFrom: null, setBy: 'wang' }
  expect(data.setContactRule.rules).toContainEqual(ours)
  const { grant } = await remind()
  await contact.complete(grant.id, 'CANCELLED')
  await set({ quietFrom: '20:00', quietUntil: '08:00' })
  expect(await remind()).toMatchObject({ reason: 'QUIET_HOURS' })
  const left = (await drop({ channel: 'PHONE' })).data.dropContactRule.rules
  expect(left.map(({ channel, country }: any) => [channel, country])).toEqual([
    [null, null],
    ['EMAIL', null],
  ])
  const refusedInputs = [
    { quietFrom: '20:00' },
    { quietFrom: '25:00', quietUntil: '08:00' },
    { quietFrom: '08:00', quietUntil: '08:00' },
    { mostContacts: 3 },
    { holdMinutes: 0 },
  ]
  for (const given of refusedInputs) expect((await set(given)).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  expect((await drop({})).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  expect((await set({}, { role: 'compliance' })).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
})
