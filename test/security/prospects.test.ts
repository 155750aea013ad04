import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { contacting } from '../customer/contacting.ts'
import { aPerson, fresh } from '../customer/people.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import type { As } from '../kit/principal.ts'
import { seedMarket } from '../sales/market.ts'

const beijing: As = { role: 'dealer-sales', name: 'bei', dealerId: 'd-bj-1' }
const shanghai: As = { role: 'dealer-sales', name: 'canary-seller', dealerId: 'd-sh-1' }
const phone = '+8613800138333'
const email = 'somebody@example.com'
const company = '金丝雀物流'

let graph: TestGraph
let contact: ReturnType<typeof contacting>
beforeAll(async () => {
  graph = await startGraph()
  contact = contacting(graph)
  await seedMarket(graph)
})
afterAll(() => graph.stop())

/** A person and a company of another dealer, each time new ones. */
let theirs: { readonly person: string; readonly company: string }
beforeEach(async () => {
  await graph.sql(`truncate customer.contact_grant, customer.touchpoint cascade`)
  await graph.sql(`delete from customer.contact_point`)
  await graph.sql(`update customer.customer set organisation_name = 'gone' where organisation_name = $1`, [company])
  const person = await aPerson(graph, {
    familyName: 'CanaryFamily',
    givenName: 'CanaryGiven',
    contactPoints: [
      { kind: 'PHONE', value: phone },
      { kind: 'EMAIL', value: email },
    ],
  })
  const [{ id }] = await graph.sql(
    `insert into customer.customer (id, kind, organisation_type, organisation_name)
     values ('canary-' || gen_random_uuid(), 'ORGANISATION', 'FLEET', $1) returning id`,
    [company],
  )
  theirs = { person, company: id }
  for (const customerId of [person, id])
    await graph.sql(
      `insert into platform.customer_reach (reason, reference, customer_id, dealer_id) values ('LEAD', $1, $1, 'd-sh-1')`,
      [customerId],
    )
})

const ways = [
  ['phone', { phone }, 'person'],
  ['e-mail address', { email }, 'person'],
  ['company', { company }, 'company'],
] as const

/** Whatever of an answer tells who the person is, or who else deals with him. */
const told = (answer: object): string[] =>
  JSON.stringify(answer).match(/canary[\w-]*|d-sh-1|customer-[\w-]+|SERVICE|touchpoint-[\w-]+/gi) ?? []

test.each(ways)(
  'by the %s of another dealer’s customer a dealer is told that he may not call him, and nothing else',
  async (_, prospect, which) => {
    const by = { department: 'SERVICE', purpose: 'SERVICE_REMINDER', subject: 'canary-subject' }
    const { grant } = await contact.request({ customerId: theirs[which] }, by, shanghai)
    const held = await contact.request({ prospect }, {}, beijing)
    expect(held).toMatchObject({
      __typename: 'ContactRefused',
      reason: 'HELD_BY_OTHER_DEPARTMENT',
      possibleFrom: expect.stringMatching(/:00:00\.000Z$/),
    })
    expect(told(held)).toEqual([])
    await contact.complete(grant.id, 'AGREED', { note: 'canary-note' }, shanghai)
    const recent = await contact.request({ prospect }, {}, beijing)
    expect(recent).toMatchObject({
      __typename: 'ContactRefused',
      reason: 'RECENTLY_CONTACTED',
      possibleFrom: expect.stringMatching(/:00:00\.000Z$/),
    })
    expect(told(recent)).toEqual([])
  },
)

test.each(ways)(
  'by his %s a dealer who may call him gets the same grant as for somebody unknown',
  async (_, prospect) => {
    const stranger = { phone: '+8613800138999' }
    const whole = async (who: object) => {
      const { grant } = await contact.request({ prospect: who }, {}, beijing)
      const done = await contact.complete(grant.id, 'AGREED', { note: 'Fine.' }, beijing)
      const later = await contact.request({ prospect: who }, {}, beijing)
      return { grant, done, later }
    }
    const [known, unknown] = [await whole(prospect), await whole(stranger)]
    expect(told(known)).toEqual([])
    const shape = (answer: object): string =>
      JSON.stringify(answer)
        .replaceAll(/"(grant-[\w-]+|\d{4}-\d\d-\d\dT[^"]+)"/g, '"…"')
        .replaceAll(/at \d{4}-\S+Z/g, 'at …')
    expect(shape(known)).toBe(shape(unknown))
  },
)

test('what another dealer’s system calls a contact is free for one’s own', async () => {
  const record = async (customerId: string, as: As) =>
    (
      await graph.data(
        `mutation ($input: RecordTouchpointInput!) { outcome: recordTouchpoint(input: $input) {
          __typename
          ... on RecordTouchpointSuccess { alreadyRecorded touchpoint { customer { id } } }
          ... on TouchpointOfOtherCustomer { message touchpoint { id summary } }
        } }`,
        {
          input: {
            idempotencyKey: fresh(),
            customerId,
            source: 'telephony',
            externalId: '4711',
            channel: 'PHONE',
            direction: 'INBOUND',
            department: 'SALES',
            summary: 'x',
          },
        },
        as,
      )
    ).outcome
  const own = await aPerson(graph, { familyName: '李' })
  await graph.sql(
    `insert into platform.customer_reach (reason, reference, customer_id, dealer_id) values ('LEAD', $1, $1, 'd-bj-1')`,
    [own],
  )
  const recorded = (id: string, alreadyRecorded: boolean) => ({
    __typename: 'RecordTouchpointSuccess',
    alreadyRecorded,
    touchpoint: { customer: { id } },
  })
  expect(await record(theirs.person, shanghai)).toEqual(recorded(theirs.person, false))
  expect(await record(own, beijing)).toEqual(recorded(own, false))
  expect(await record(own, beijing)).toEqual(recorded(own, true))
  expect(await record(theirs.person, beijing)).toEqual({ __typename: 'CustomerUnknown' })
})
