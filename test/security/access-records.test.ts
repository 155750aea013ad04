import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkBooks } from '#platform/access/check-books.ts'
import { openDatabase, statements, type Database } from '#platform/database.ts'
import { callHeader } from '#platform/identity/call-signature.ts'
import { accessOf, type SubgraphAccess } from '#platform/subgraph-login.ts'
import { aPerson } from '../customer/people.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { aPrincipal, type As } from '../kit/principal.ts'
import { runCommand } from '../kit/program.ts'
import { signCall } from '../kit/signed-source.ts'
import { seedMarket } from '../sales/market.ts'
import { call, openCase } from '../service/workshop.ts'

const limit = { persons: 12, seconds: 3600 }

let graph: TestGraph
let access: SubgraphAccess
let db: Database
beforeAll(async () => {
  graph = await startGraph({ exportLimit: limit })
  await seedMarket(graph)
  access = await accessOf(graph.databaseUrl, 'customer')
  db = openDatabase({ url: access.url, schema: 'customer', sign: access.sign, connections: 1 })
})
afterAll(async () => {
  await db.close()
  await graph.stop()
})

const agent = (name: string): As => ({ role: 'call-centre', name })
const compliance: As = { role: 'compliance', name: 'auditor', reason: 'Request 4711' }

const recordsOf = async (id: string, as: As = {}): Promise<any> =>
  (
    await graph.data(
      `query ($id: ID!) { customer(id: $id) { accessRecords(first: 200) { nodes {
        reader role dealer { id } operation fields classes reason } } } }`,
      { id },
      as,
    )
  ).customer.accessRecords

const entries = (): Promise<any[]> => graph.sql(`select * from platform.access_entry order by book, place`)

test('whoever was shown something of a person whole stands in the list of who saw him, by each subgraph', async () => {
  const id = await aPerson(graph, { contactPoints: [{ kind: 'PHONE', value: '+8613800138111' }] })
  await call(graph, 'captureLead', {
    input: { channel: 'WEB', modelCode: 'ENVISION-GS', customerId: id, dealerId: 'd-sh-1', contactName: '王小明' },
    select: '',
  })
  const query = `query WhoIsIt($id: ID!) {
    customer(id: $id) { displayName phone birthDate leads { nodes { contactName } } } }`
  await graph.data(query, { id }, { role: 'dealer-sales', name: 'ann', dealerId: 'd-sh-1' })
  const nodes = [
    {
      reader: 'ann',
      role: 'dealer-sales',
      dealer: { id: 'd-sh-1' },
      operation: 'WhoIsIt',
      fields: ['Lead.contactName'],
      classes: ['NAME'],
      reason: null,
    },
    {
      reader: 'ann',
      role: 'dealer-sales',
      dealer: { id: 'd-sh-1' },
      operation: 'WhoIsIt',
      fields: ['Customer.displayName', 'Customer.phone'],
      classes: ['CONTACT', 'NAME'],
      reason: null,
    },
  ]
  expect(await recordsOf(id)).toEqual({ nodes })
  expect(await recordsOf(id, { role: 'customer', name: 'himself', customerId: id })).toEqual({ nodes })
  for (const as of [agent('bob'), { role: 'dealer-sales', dealerId: 'd-sh-1' } as const])
    expect(await recordsOf(id, as)).toBeNull()
})

test('only what is shown whole is recorded, and nobody’s look at himself', async () => {
  const id = await aPerson(graph, { contactPoints: [{ kind: 'PHONE', value: '+8613800138112' }] })
  const query = `query ($id: ID!) { customer(id: $id) { displayName phone } }`
  await graph.data(query, { id }, { role: 'customer', name: 'himself', customerId: id })
  await graph.data(query, { id }, { role: 'marketing-analyst', name: 'eve' })
  await graph.data(query, { id }, { ...compliance, reason: null })
  expect(await recordsOf(id)).toEqual({ nodes: [] })
  await graph.data(query, { id }, agent('bob'))
  await openCase(graph, { customerId: id })
  await graph.data(query, { id }, agent('bob'))
  await graph.data(query, { id }, compliance)
  expect((await recordsOf(id)).nodes).toMatchObject([
    { reader: 'auditor', fields: ['Customer.displayName', 'Customer.phone'], reason: 'Request 4711', operation: null },
    { reader: 'bob', fields: ['Customer.displayName', 'Customer.phone'] },
    { reader: 'bob', fields: ['Customer.displayName'] },
  ])
})

test('the people of a request are recorded in one statement for each subgraph', async () => {
  const ids = [await aPerson(graph), await aPerson(graph), await aPerson(graph)]
  const sent: string[] = []
  const note = (message: unknown): void => void sent.push((message as { text: string }).text)
  const query = `{ ${ids.map((id, index) => `p${index}: customer(id: "${id}") { displayName }`).join(' ')} }`
  await graph.data(query, {}, agent('carl'))
  const before = (await entries()).length
  statements.subscribe(note)
  await graph.data(query, {}, agent('carl'))
  statements.unsubscribe(note)
  expect(sent.filter(text => text.includes('platform.access_'))).toHaveLength(1)
  expect((await entries()).length - before).toBe(3)
})

/** Customers as the subgraph gives them to a gateway. */
async function entitiesOf(ids: readonly string[], as: As): Promise<unknown> {
  const query = `query ($people: [_Any!]!) { _entities(representations: $people) { ... on Customer { displayName } } }`
  const body = JSON.stringify({ query, variables: { people: ids.map(id => ({ __typename: 'Customer', id })) } })
  const call = { to: 'customer', method: 'POST', path: '/graphql', body }
  const headers = { 'content-type': 'application/json', [callHeader]: signCall(call, aPrincipal(as)) }
  return (await fetch(`${graph.subgraphUrl('customer')}/graphql`, { method: 'POST', headers, body })).json()
}

test('whoever asks for more people than he may is stopped, by pages, aliases and entities alike', async () => {
  const ids: string[] = []
  for (let count = 0; count < limit.persons + 1; count++) ids.push(await aPerson(graph))
  const page = `query ($after: String) { customers(first: 5, after: $after) { nodes { displayName } pageInfo { endCursor } } }`
  const stopped = { errors: [{ extensions: { code: 'EXPORT_LIMIT' } }] }
  const first = await graph.data(page, {}, agent('paul'))
  const second = await graph.data(page, { after: first.customers.pageInfo.endCursor }, agent('paul'))
  expect(await graph.ask(page, { after: second.customers.pageInfo.endCursor }, agent('paul'))).toMatchObject(stopped)
  // The same people again are no more than before.
  expect((await graph.ask(page, {}, agent('paul'))).errors).toBeUndefined()
  const aliases = `{ ${ids.map((id, index) => `p${index}: customer(id: "${id}") { displayName }`).join(' ')} }`
  const { data, errors } = await graph.ask(aliases, {}, agent('alice'))
  expect({ data, errors }).toMatchObject({ data: { p0: null, p1: null }, ...stopped })
  expect(await entitiesOf(ids, agent('dora'))).toEqual({ errors: [expect.objectContaining(stopped.errors[0])] })
  expect(await entitiesOf(ids.slice(0, 1), agent('dora'))).toEqual({ data: { _entities: [{ displayName: '王小明' }] } })
  const told = await graph.sql(`select key, payload from platform.event where type = 'ExportStopped' order by id`)
  expect(told).toMatchObject([
    { key: 'paul', payload: { caller: 'paul', role: 'call-centre', subgraph: 'customer', limit } },
    { key: 'alice' },
    { key: 'dora' },
  ])
  expect((await entries()).filter(({ reader }) => ['alice', 'dora'].includes(reader))).toHaveLength(1)
})

test('an answer that was given has its record, also when the subgraph is killed', async () => {
  const id = await aPerson(graph)
  const process = runCommand('subgraph', ['customer', '--port', '0'], { DATABASE_URL: graph.databaseUrl })
  const [, url = ''] = await process.saying(/(http:\S+)\/graphql/)
  let answered = 0
  async function ask(reader: string): Promise<void> {
    const body = JSON.stringify({ query: `{ customer(id: "${id}") { displayName } }` })
    const call = { to: 'customer', method: 'POST', path: '/graphql', body }
    for (;;) {
      const headers = { 'content-type': 'application/json', [callHeader]: signCall(call, aPrincipal(agent(reader))) }
      const answer: any = await (await fetch(`${url}/graphql`, { method: 'POST', headers, body })).json()
      if (answer.data?.customer?.displayName !== '王小明') throw new Error(JSON.stringify(answer))
      answered++
    }
  }
  const asking = Promise.allSettled(Array.from({ length: 8 }, () => ask('kim')))
  await expect.poll(() => answered, { interval: 1, timeout: 20_000 }).toBeGreaterThan(50)
  process.signal('SIGKILL')
  await asking
  const recorded = (await entries()).filter(({ reader }) => reader === 'kim')
  expect(recorded.length).toBeGreaterThanOrEqual(answered)
  const verify = runCommand('access', ['verify'], { DATABASE_URL: graph.databaseUrl })
  expect(await verify.ended).toBe(0)
  expect(verify.said()).toMatch(/^\d+ records of access in \d books, 0 flaws$/m)
}, 60_000)

const flaws = async (kept = {}): Promise<readonly unknown[]> =>
  (await checkBooks(db.as('system'), access.seals, ...Object.values<any>(kept))).flaws

test('what is changed, taken out or put in is found', async () => {
  const { ends, entries: count } = await checkBooks(db.as('system'), access.seals)
  expect(await flaws({ ends })).toEqual([])
  expect(count).toBe((await entries()).length)
  await expect(graph.sql(`update platform.access_entry set reader = 'x'`)).rejects.toThrow('append-only')
  await expect(graph.sql(`delete from platform.access_entry`)).rejects.toThrow('append-only')
  await expect(graph.sql(`truncate platform.access_book cascade`)).rejects.toThrow('append-only')
  const book = (await entries())[1].book
  const size = ends.find(end => end.book === book)?.place ?? 0
  const without = async (change: string): Promise<readonly unknown[]> => {
    await graph.sql(
      `create table kept as select * from platform.access_entry;
       alter table platform.access_entry disable trigger all; ${change};`,
    )
    const found = await flaws({ ends })
    await graph.sql(
      `delete from platform.access_entry; insert into platform.access_entry select * from kept; drop table kept;
       alter table platform.access_entry enable trigger all;`,
    )
    return found
  }
  const at = `where book = ${book} and place`
  const changed = { book, place: 2, what: 'it was changed' }
  expect(await without(`update platform.access_entry set reader = 'x' ${at} = 2`)).toEqual([changed])
  expect(await without(`update platform.access_entry set customer_id = 'x', subject = null ${at} = 2`)).toEqual([
    changed,
  ])
  expect(await without(`delete from platform.access_entry ${at} = 2`)).toEqual([
    { book, place: 2, what: 'it is missing' },
  ])
  expect(await without(`delete from platform.access_entry ${at} = ${size}`)).toContainEqual({
    book,
    place: size,
    what: 'it was here, and is missing',
  })
  expect(await flaws({ ends })).toEqual([])
})
