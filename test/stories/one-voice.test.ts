import { afterAll, beforeAll, expect, test } from 'vitest'
import { contacting } from '../customer/contacting.ts'
import { aPerson } from '../customer/people.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import type { As } from '../kit/principal.ts'
import { call } from '../service/workshop.ts'

// A haulier invites tenders. The dealer's seller, the dealer's workshop and the maker's campaign all want to call him
// within three days; this maker lets three days pass between contacts.
const prospect = { phone: '138 0013 8077', company: '申江物流' }
const story = 'Twenty vans by March, one offer for cars and service'
const seller: As = { role: 'dealer-sales', dealerId: 'dealer-1', name: 'li' }
const workshop: As = { role: 'dealer-service', dealerId: 'dealer-1', name: 'zhou' }
const campaign: As = { role: 'marketing-analyst', name: 'chen' }

let graph: TestGraph
let contact: ReturnType<typeof contacting>
beforeAll(async () => {
  graph = await startGraph()
  contact = contacting(graph)
  await graph.sql(`update customer.contact_rule set cool_down_minutes = 4320
    where purpose in ('SALES_FOLLOW_UP', 'SERVICE_REMINDER')`)
})
afterAll(() => graph.stop())

const forWorkshop = {
  department: 'SERVICE',
  purpose: 'SERVICE_REMINDER',
  goal: 'RETAIN',
  subject: 'Service for the vans',
}
const forCampaign = { department: 'MARKETING', goal: 'ACQUIRE', subject: 'Fleet days' }
const asWorkshop = () => contact.request({ prospect }, forWorkshop, workshop)
const asCampaign = () => contact.request({ prospect }, forCampaign, campaign)

/** Lets what was done so far lie back. */
const hoursPass = (hours: number): Promise<unknown> => {
  const back = `- interval '${hours} hours'`
  return graph.sql(`update customer.contact_grant set granted_at = granted_at ${back}, expires_at = expires_at ${back},
    completed_at = completed_at ${back}, contacted_at = contacted_at ${back}`)
}

async function inbox(department: string, as: As): Promise<any[]> {
  await graph.settled()
  const { departmentInbox } = await graph.data(
    `query ($department: Department!) { departmentInbox(department: $department, filter: { acknowledged: false }) {
      nodes { id topic origin details customer { id } subject { ... on ContactGrant { note grantedTo } } }
    } }`,
    { department },
    as,
  )
  return departmentInbox.nodes
}

test('of three departments that want to call one prospect, the first may, and the others are told who speaks and until when', async () => {
  const { grant } = await contact.request({ prospect }, { subject: 'The tender for twenty vans' }, seller)
  expect(grant).toMatchObject({ department: 'SALES', customer: null, grantedTo: 'li' })
  await hoursPass(6)
  const held = { department: 'SALES', by: 'li', until: expect.any(String) }
  expect(await asWorkshop()).toMatchObject({
    reason: 'HELD_BY_OTHER_DEPARTMENT',
    openGrants: [{ ...held, subject: 'The tender for twenty vans' }],
  })
  // Analysts are told who and until when; what people said is not theirs to read.
  expect(await asCampaign()).toMatchObject({
    reason: 'HELD_BY_OTHER_DEPARTMENT',
    openGrants: [{ ...held, subject: null }],
  })
  const done = await contact.complete(grant.id, 'INTERESTED', { note: story }, seller)
  expect(done).toMatchObject({ __typename: 'CompleteContactSuccess' })
})

test('what he told is in the inboxes of the others, and not in that of who asked him', async () => {
  const told = { topic: 'CONTACT_COMPLETED', origin: 'SALES', details: ['INTERESTED'], customer: null }
  const [notice, ...more] = await inbox('SERVICE', workshop)
  expect(notice).toMatchObject({ ...told, subject: { note: story } })
  expect(more).toEqual([])
  expect(await inbox('MARKETING', campaign)).toMatchObject([told])
  expect(await inbox('CUSTOMER', { role: 'call-centre' })).toMatchObject([{ ...told, subject: { note: story } }])
  expect(await inbox('SALES', seller)).toEqual([])
  await call(graph, 'acknowledgeNotices', { input: { noticeIds: [notice.id] }, select: '', as: workshop })
  expect(await inbox('SERVICE', workshop)).toEqual([])
})

test('on the second and on the third day the others learn what he said instead of calling him', async () => {
  for (const hours of [24, 24]) {
    await hoursPass(hours)
    const last = { department: 'SALES', by: 'li' }
    expect(await asWorkshop()).toMatchObject({
      reason: 'RECENTLY_CONTACTED',
      lastContacts: [{ ...last, subject: story }],
    })
    expect(await asCampaign()).toMatchObject({ reason: 'RECENTLY_CONTACTED', lastContacts: [last] })
  }
  expect(await graph.sql(`select outcome from customer.contact_grant`)).toEqual([{ outcome: 'INTERESTED' }])
})

let customerId: string
test('when he becomes a customer he is who he was', async () => {
  customerId = await aPerson(graph, { contactPoints: [{ kind: 'PHONE', value: '+8613800138077' }] })
  expect(await contact.request({ customerId }, forWorkshop, { role: 'call-centre' })).toMatchObject({
    reason: 'RECENTLY_CONTACTED',
    lastContacts: [{ department: 'SALES', subject: story }],
  })
})

test('his new address is in the inboxes of sales and of service within a second', async () => {
  const contactPoint = { kind: 'ADDRESS', address: { city: '上海市', street: '外马路 77 号' } }
  await call(graph, 'addContactPoint', { input: { customerId, source: 'call-centre', contactPoint }, select: '' })
  const ask = `query ($department: Department!) { departmentInbox(department: $department, filter: { topics: [FACT] }) {
    nodes { details delayMs customer { address { street } } } } }`
  for (const department of ['SALES', 'SERVICE']) {
    const read = async () => (await graph.data(ask, { department })).departmentInbox.nodes
    await expect.poll(read).toMatchObject([{ details: ['address'], customer: { address: { street: '外马路 77 号' } } }])
    expect((await read())[0].delayMs).toBeLessThan(1000)
  }
})

test('his question crosses four departments and comes back as one answer from the one who answers for it', async () => {
  const as: As = { role: 'call-centre', name: 'wu' }
  const question = {
    customerId,
    subject: 'The tender',
    question: 'Can twenty vans be built, paid and served from March on?',
  }
  const owner = { ownerId: 'e-wu', ownerName: '吴', department: 'SALES' }
  const opened = await call(graph, 'openRequest', {
    input: { ...question, ...owner },
    select: '... on OpenRequestSuccess { request { id } }',
    as,
  })
  const requestId = opened.request.id
  for (const department of ['PRODUCTION', 'SERVICE'])
    await call(graph, 'forwardRequest', { input: { requestId, department }, select: '', as })
  const asked = await call(graph, 'askSubQuestion', {
    input: { requestId, questions: [{ department: 'MARKETING', question: 'Is there an offer for fleets?' }] },
    select: '... on AskSubQuestionSuccess { subQuestions { id } }',
    as,
  })
  const close = () =>
    call(graph, 'closeRequest', {
      input: { requestId, answer: 'Yes, twenty vans, from the ninth of March.' },
      select: '',
      as,
    })
  expect(await close()).toMatchObject({ __typename: 'SubQuestionsOpen' })
  const [{ id: subQuestionId }] = asked.subQuestions
  await call(graph, 'answerSubQuestion', {
    input: { subQuestionId, answer: 'Three per cent' },
    select: '',
    as: campaign,
  })
  expect(await close()).toMatchObject({ __typename: 'CloseRequestSuccess' })
  const { customer } = await graph.data(
    `query ($id: ID!) { customer(id: $id) { requests { nodes { open answer departments owner { employeeId name }
      steps { department dwellMinutes leftAt } subQuestions { department answer } } } } }`,
    { id: customerId },
    as,
  )
  const left = { dwellMinutes: 0, leftAt: expect.any(String) }
  expect(customer.requests.nodes).toEqual([
    {
      open: false,
      answer: 'Yes, twenty vans, from the ninth of March.',
      departments: ['SALES', 'PRODUCTION', 'SERVICE', 'MARKETING'],
      owner: { employeeId: 'e-wu', name: '吴' },
      steps: ['SALES', 'PRODUCTION', 'SERVICE'].map(department => ({ department, ...left })),
      subQuestions: [{ department: 'MARKETING', answer: 'Three per cent' }],
    },
  ])
})
