import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { contacting } from './contacting.ts'
import { anOrganisation, aPerson } from './people.ts'

let graph: TestGraph
let contact: ReturnType<typeof contacting>
beforeAll(async () => {
  graph = await startGraph()
  contact = contacting(graph)
})
afterAll(() => graph.stop())

test('a prospect who is met by a customer’s phone, e-mail or company is that customer', async () => {
  const phone = '+8613800138001'
  const customerId = await aPerson(graph, {
    contactPoints: [
      { kind: 'PHONE', value: phone },
      { kind: 'EMAIL', value: 'ming@example.com' },
    ],
  })
  const company = await anOrganisation(graph, '上海（Demo）贸易 Co')
  const met = await contact.request({ prospect: { phone: '138 0013 8001' } })
  expect(met).toMatchObject({ grant: { customer: { id: customerId } } })
  const held = { reason: 'HELD_BY_OTHER_DEPARTMENT' }
  const service = { department: 'SERVICE', purpose: 'SERVICE_REMINDER' }
  expect(await contact.request({ customerId }, service)).toMatchObject(held)
  expect(await contact.request({ prospect: { email: 'MING@example.com' } }, service)).toMatchObject(held)
  expect(await contact.request({ prospect: { company: '上海(DEMO)贸易co' } })).toMatchObject({
    grant: { customer: { id: company } },
  })
})

test('a prospect whom nobody knows is held by phone, e-mail or company, also when he becomes a customer', async () => {
  const phone = '+8613800138002'
  const { grant } = await contact.request({ prospect: { phone, company: '新公司' } })
  expect(grant.customer).toBeNull()
  const service = { department: 'SERVICE', purpose: 'SERVICE_REMINDER' }
  const held = { reason: 'HELD_BY_OTHER_DEPARTMENT' }
  expect(await contact.request({ prospect: { phone: '13800138002' } }, service)).toMatchObject(held)
  expect(await contact.request({ prospect: { company: '新公司' } }, service)).toMatchObject(held)
  const customerId = await aPerson(graph, { contactPoints: [{ kind: 'PHONE', value: phone }] })
  expect(await contact.request({ customerId }, service)).toMatchObject(held)
  await contact.complete(grant.id, 'DECLINED')
  expect(await contact.request({ customerId }, service)).toMatchObject({
    reason: 'RECENTLY_CONTACTED',
    lastContacts: [{ department: 'SALES', channel: 'EMAIL' }],
  })
})

test('a dealer is told that somebody was spoken to, but not by whom and when, nor what another dealer said', async () => {
  const [own, other] = [
    { role: 'dealer-sales', dealerId: 'dealer-1', name: 'li' } as const,
    { role: 'dealer-sales', dealerId: 'dealer-2', name: 'chen' } as const,
  ]
  const prospect = { phone: '+8613800138009' }
  const customerId = await aPerson(graph, { contactPoints: [{ kind: 'PHONE', value: prospect.phone }] })
  const { grant } = await contact.request({ prospect }, {}, own)
  expect(grant).toMatchObject({ dealer: { id: 'dealer-1' }, customer: null })
  const hour = 60 * 60_000
  expect(await contact.request({ prospect }, {}, other)).toEqual({
    __typename: 'ContactRefused',
    message: 'Others are in contact with them.',
    reason: 'HELD_BY_OTHER_DEPARTMENT',
    reasons: ['HELD_BY_OTHER_DEPARTMENT'],
    possibleFrom: new Date(Math.ceil(Date.parse(grant.expiresAt) / hour) * hour).toISOString(),
    lastContacts: [],
    openGrants: [],
  })
  expect(await contact.request({ customerId }, {}, other)).toMatchObject({ __typename: 'CustomerUnknown' })
  expect(await contact.complete(grant.id, 'AGREED', {}, other)).toMatchObject({ __typename: 'ContactGrantUnknown' })
  expect(await contact.complete(grant.id, 'AGREED', { note: 'Our secret' }, own)).toMatchObject({
    __typename: 'CompleteContactSuccess',
  })
  expect(await contact.request({ prospect }, {}, other)).toMatchObject({
    message: 'They were contacted a short while ago.',
    reason: 'RECENTLY_CONTACTED',
    lastContacts: [],
    openGrants: [],
  })
  expect((await contact.request({ prospect }, {}, own)).lastContacts).toMatchObject([{ subject: 'Our secret' }])
})
