import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { aPerson, eventsOf, fresh } from './people.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

const mutation = (field: 'giveConsent' | 'withdrawConsent') => `mutation ($input: ConsentInput!) {
  outcome: ${field}(input: $input) {
    __typename
    ... on ${field === 'giveConsent' ? 'GiveConsentSuccess' : 'WithdrawConsentSuccess'} { entry { id given } }
    ... on CustomerUnknown { customerId }
  }
}`

const inputOf = (customerId: string, given: object = {}) => ({
  idempotencyKey: fresh(),
  customerId,
  purpose: 'MARKETING',
  channel: 'SMS',
  proof: { method: 'RECORDED_CALL', document: 'recording-1' },
  ...given,
})

const enter = async (field: 'giveConsent' | 'withdrawConsent', customerId: string, given?: object) =>
  (await graph.data(mutation(field), { input: inputOf(customerId, given) })).outcome

const consentsOf = async (id: string, purpose?: string) =>
  (
    await graph.data(
      `query ($id: ID!, $purpose: ConsentPurpose) { customer(id: $id) { consents(purpose: $purpose) {
        given purpose channel country recipient { kind dealer { id } partnerId } proof { method document } at
      } } }`,
      { id, purpose },
    )
  ).customer.consents

test('what a customer consents to is the newest entry of each purpose, channel, recipient and country', async () => {
  const id = await aPerson(graph)
  const maker = { kind: 'MAKER', dealer: null, partnerId: null }
  const proof = { method: 'RECORDED_CALL', document: 'recording-1' }
  await enter('giveConsent', id, { at: '2026-01-01T00:00:00.000Z' })
  await enter('withdrawConsent', id, { at: '2026-01-03T00:00:00.000Z', proof: { method: 'MESSAGE_REPLY' } })
  await enter('giveConsent', id, { at: '2026-01-02T00:00:00.000Z' })
  await enter('giveConsent', id, { at: '2026-01-01T00:00:00.000Z', country: 'DE' })
  await enter('giveConsent', id, {
    purpose: 'DATA_SHARING',
    channel: 'ANY',
    recipient: { kind: 'DEALER', id: 'dealer-3' },
    at: '2026-01-01T00:00:00.000Z',
  })
  await enter('withdrawConsent', id, { purpose: 'PROFILING', channel: 'ANY', at: '2026-01-01T00:00:00.000Z' })

  const first = { purpose: 'MARKETING', channel: 'SMS', recipient: maker }
  expect(await consentsOf(id)).toEqual([
    {
      given: true,
      purpose: 'DATA_SHARING',
      channel: 'ANY',
      country: 'CN',
      recipient: { kind: 'DEALER', dealer: { id: 'dealer-3' }, partnerId: null },
      proof,
      at: '2026-01-01T00:00:00.000Z',
    },
    {
      ...first,
      given: false,
      country: 'CN',
      proof: { method: 'MESSAGE_REPLY', document: null },
      at: '2026-01-03T00:00:00.000Z',
    },
    { ...first, given: true, country: 'DE', proof, at: '2026-01-01T00:00:00.000Z' },
    {
      given: false,
      purpose: 'PROFILING',
      channel: 'ANY',
      country: 'CN',
      recipient: maker,
      proof,
      at: '2026-01-01T00:00:00.000Z',
    },
  ])
  expect(await consentsOf(id, 'PROFILING')).toMatchObject([{ purpose: 'PROFILING', given: false }])
})

test('the ledger keeps every entry, read in pages, and tells of those that hold', async () => {
  const id = await aPerson(graph)
  const at = (day: number): object => ({ at: `2026-02-0${day}T00:00:00.000Z` })
  await enter('giveConsent', id, at(1))
  await enter('withdrawConsent', id, at(3))
  await enter('giveConsent', id, at(2))
  const query = `query ($id: ID!, $after: String) { customer(id: $id) { consentLedger(first: 2, after: $after) {
    nodes { given at recordedBy customer { id } } pageInfo { hasNextPage endCursor }
  } } }`
  const first = (await graph.data(query, { id })).customer.consentLedger
  const next = (await graph.data(query, { id, after: first.pageInfo.endCursor })).customer.consentLedger
  const who = { recordedBy: 'tester', customer: { id } }
  expect([...first.nodes, ...next.nodes]).toEqual([
    { given: false, ...at(3), ...who },
    { given: true, ...at(2), ...who },
    { given: true, ...at(1), ...who },
  ])
  const told = { customerId: id, purpose: 'MARKETING', channel: 'SMS', recipient: 'MAKER' }
  expect(await eventsOf(graph, 'customer.ConsentChanged', id)).toEqual([
    { ...told, given: true, ...at(1) },
    { ...told, given: false, ...at(3) },
  ])
})

test('the same call again makes no second entry', async () => {
  const id = await aPerson(graph)
  const input = inputOf(id)
  const first = await graph.data(mutation('withdrawConsent'), { input })
  expect(await graph.data(mutation('withdrawConsent'), { input })).toEqual(first)
  expect(await graph.sql(`select given from customer.consent_entry where customer_id = $1`, [id])).toEqual([
    { given: false },
  ])
})

test.each([
  'update customer.consent_entry set given = true',
  'delete from customer.consent_entry',
  'truncate customer.consent_entry',
])('the database refuses to %s', async statement => {
  await enter('withdrawConsent', await aPerson(graph))
  await expect(graph.sql(statement)).rejects.toThrow(/the consent ledger is append-only/)
})

test.each([
  { recipient: { kind: 'DEALER' } },
  { recipient: { kind: 'PARTNER', id: ' ' } },
  { recipient: { kind: 'MAKER', id: 'x' } },
  { proof: { method: 'SIGNED_FORM' } },
  { at: '2999-01-01T00:00:00Z' },
])('%j is wrong input and enters nothing', async given => {
  const id = await aPerson(graph)
  const { errors } = await graph.ask(mutation('giveConsent'), { input: inputOf(id, given) })
  expect(errors?.map(each => each.extensions.code)).toEqual(['BAD_USER_INPUT'])
  expect(await consentsOf(id)).toEqual([])
})

test('a person gives and withdraws his own consent by one call each, and nobody else’s', async () => {
  const [customerId, other] = [await aPerson(graph), await aPerson(graph)]
  const himself = { role: 'customer', customerId, name: customerId } as const
  for (const field of ['giveConsent', 'withdrawConsent'] as const) {
    const enterAs = async (id: string) => (await graph.data(mutation(field), { input: inputOf(id) }, himself)).outcome
    expect(await enterAs(customerId)).toMatchObject({ entry: { given: field === 'giveConsent' } })
    expect(await enterAs(other)).toEqual({ __typename: 'CustomerUnknown', customerId: other })
  }
  expect(await consentsOf(customerId)).toMatchObject([{ given: false }])
})

test('nobody unknown gives or withdraws consent', async () => {
  const refusal = { __typename: 'CustomerUnknown', customerId: 'nobody' }
  expect(await enter('giveConsent', 'nobody')).toEqual(refusal)
  expect(await enter('withdrawConsent', 'nobody')).toEqual(refusal)
})
