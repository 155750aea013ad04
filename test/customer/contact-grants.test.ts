import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { completeContact, contacting, requestContact } from './contacting.ts'
import { aPerson, fresh } from './people.ts'

let graph: TestGraph
let contact: ReturnType<typeof contacting>
beforeAll(async () => {
  graph = await startGraph()
  contact = contacting(graph)
})
afterAll(() => graph.stop())

const minutes = (from: string, until: string): number => (Date.parse(until) - Date.parse(from)) / 60_000

test('a contact is granted until its time is over, and the next department is told who has it and what about', async () => {
  const customerId = await aPerson(graph)
  const { grant } = await contact.request({ customerId }, {}, { name: 'li' })
  expect(grant).toMatchObject({
    customer: { id: customerId },
    department: 'SALES',
    purpose: 'SALES_FOLLOW_UP',
    channel: 'EMAIL',
    goal: 'CONVERT',
    grantedTo: 'li',
    subject: 'The tender for twenty cars',
    open: true,
    outcome: null,
    dealer: null,
  })
  expect(minutes(grant.grantedAt, grant.expiresAt)).toBe(1440)

  const refused = await contact.request({ customerId }, { department: 'SERVICE', purpose: 'SERVICE_REMINDER' })
  expect(refused).toEqual({
    __typename: 'ContactRefused',
    message: 'SALES is in contact with them.',
    reason: 'HELD_BY_OTHER_DEPARTMENT',
    reasons: ['HELD_BY_OTHER_DEPARTMENT'],
    possibleFrom: grant.expiresAt,
    lastContacts: [],
    openGrants: [
      {
        department: 'SALES',
        channel: 'EMAIL',
        since: grant.grantedAt,
        until: grant.expiresAt,
        subject: 'The tender for twenty cars',
        by: 'li',
      },
    ],
  })
  expect(await contact.request({ customerId })).toMatchObject({ reason: 'HELD_BY_OWN_DEPARTMENT' })
})

test('a completed contact is a touchpoint with what was said, and no department follows until the cool-down is over', async () => {
  const customerId = await aPerson(graph)
  const { grant } = await contact.request({ customerId })
  const given = { note: 'Wants a price by Friday', cost: { amount: '12.50', currency: 'CNY' } }
  const completed = await contact.complete(grant.id, 'INTERESTED', given, { name: 'li' })
  expect(completed).toMatchObject({
    __typename: 'CompleteContactSuccess',
    grant: {
      open: false,
      outcome: 'INTERESTED',
      note: 'Wants a price by Friday',
      gain: null,
      cost: {
        amount: '12.50',
        currency: 'CNY',
      },
      touchpoint: {
        channel: 'EMAIL',
        direction: 'OUTBOUND',
        department: 'SALES',
        summary: 'Wants a price by Friday',
        source: 'contact-grant',
        externalId: grant.id,
      },
    },
  })
  const { contactedAt } = completed.grant
  const refused = await contact.request({ customerId }, { department: 'SERVICE', purpose: 'SERVICE_REMINDER' })
  expect(refused).toMatchObject({
    reason: 'RECENTLY_CONTACTED',
    possibleFrom: new Date(Date.parse(contactedAt) + 24 * 60 * 60_000).toISOString(),
    lastContacts: [
      { department: 'SALES', channel: 'EMAIL', at: contactedAt, subject: 'Wants a price by Friday', by: 'li' },
    ],
    openGrants: [],
  })
  await graph.settled()
  const { customer } = await graph.data(
    `query ($id: ID!) { customer(id: $id) {
      timeline { nodes { kind department summary } } contactGrants { nodes { outcome } }
    } }`,
    { id: customerId },
  )
  expect(customer).toEqual({
    timeline: { nodes: [{ kind: 'TOUCHPOINT', department: 'SALES', summary: 'E-mail from sales' }] },
    contactGrants: { nodes: [{ outcome: 'INTERESTED' }] },
  })
})

test('a customer’s own case is answered whoever spoke before, but not while another holds the contact', async () => {
  const customerId = await aPerson(graph)
  const own = { department: 'SERVICE', purpose: 'OPEN_CASE', goal: 'SATISFY' }
  const { grant } = await contact.request({ customerId })
  expect(await contact.request({ customerId }, own)).toMatchObject({ reason: 'HELD_BY_OTHER_DEPARTMENT' })
  await contact.complete(grant.id, 'INFORMED')
  expect(await contact.request({ customerId }, own)).toMatchObject({ __typename: 'RequestContactSuccess' })
})

test('a contact that did not take place frees the person at once; one that reached nobody counts as an attempt', async () => {
  const customerId = await aPerson(graph)
  const first = (await contact.request({ customerId })).grant
  expect((await contact.complete(first.id, 'CANCELLED')).grant.touchpoint).toBeNull()
  const second = (await contact.request({ customerId })).grant
  const { contactedAt, touchpoint } = (await contact.complete(second.id, 'NOT_REACHED')).grant
  expect(touchpoint).toBeNull()
  expect(await contact.request({ customerId })).toMatchObject({
    reason: 'RECENTLY_CONTACTED',
    possibleFrom: new Date(Date.parse(contactedAt) + 240 * 60_000).toISOString(),
  })
})

test('a grant ends by its time without anybody ending it, and a contact after that is none of it', async () => {
  const customerId = await aPerson(graph)
  const { grant } = await contact.request({ customerId })
  await graph.sql(
    `update customer.contact_grant set granted_at = now() - interval '2 hours', expires_at = now() - interval '1 hour'
     where id = $1`,
    [grant.id],
  )
  expect(await contact.complete(grant.id, 'AGREED')).toMatchObject({ __typename: 'ContactGrantExpired' })
  const marketing = { department: 'SERVICE', purpose: 'SERVICE_REMINDER' }
  expect(await contact.request({ customerId }, marketing)).toMatchObject({ __typename: 'RequestContactSuccess' })
  const during = new Date(Date.now() - 90 * 60_000).toISOString()
  expect(await contact.complete(grant.id, 'AGREED', { at: during })).toMatchObject({
    grant: { outcome: 'AGREED', contactedAt: during },
  })
})

test('the same call again answers the same grant, and a refusal leaves nothing', async () => {
  const customerId = await aPerson(graph)
  const input = {
    idempotencyKey: fresh(),
    customerId,
    department: 'SALES',
    purpose: 'SALES_FOLLOW_UP',
    channel: 'EMAIL',
    goal: 'CONVERT',
    subject: 'An offer',
  }
  const first = await graph.data(requestContact, { input })
  expect(await graph.data(requestContact, { input })).toEqual(first)
  await contact.request({ customerId }, { department: 'SERVICE' })
  expect(await graph.sql('select id from customer.contact_grant where customer_id = $1', [customerId])).toEqual([
    { id: first.outcome.grant.id },
  ])
  await contact.complete(first.outcome.grant.id, 'AGREED')
  expect(await contact.complete(first.outcome.grant.id, 'DECLINED')).toEqual({
    __typename: 'ContactAlreadyCompleted',
    message: 'What came of it was said before: AGREED.',
    grant: { outcome: 'AGREED' },
  })
  expect(await contact.complete('nothing', 'AGREED')).toEqual({ __typename: 'ContactGrantUnknown', grantId: 'nothing' })
  expect(await contact.request({ customerId: 'nobody' })).toEqual({
    __typename: 'CustomerUnknown',
    customerId: 'nobody',
  })
})

test.each([
  [{}, 'Name either a customer or a prospect.'],
  [{ customerId: 'x', prospect: { phone: '13800138000' } }, 'Name either a customer or a prospect.'],
  [{ prospect: {} }, 'A prospect needs a phone, an e-mail address or a company.'],
  [{ prospect: { phone: '12' } }, 'This is no phone number of CN: write it as there, or with + and the country code.'],
  [{ prospect: { email: 'x', timeZone: 'Mars' } }, 'This is no e-mail address: write it as in anna@example.com.'],
])('%j is wrong input', async (who, message) => {
  const rest = { department: 'SALES', purpose: 'SALES_FOLLOW_UP', channel: 'EMAIL', goal: 'CONVERT', subject: 'x' }
  const { errors } = await graph.ask(requestContact, { input: { idempotencyKey: fresh(), ...rest, ...who } })
  expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }])
})

test('whoever does not speak for a department asks for no contact', async () => {
  const input = { idempotencyKey: fresh(), grantId: 'x', outcome: 'AGREED' }
  const as = { role: 'compliance' } as const
  const { errors } = await graph.ask(completeContact, { input }, as)
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
})
