import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import type { As } from '../kit/principal.ts'
import { call } from '../service/workshop.ts'
import { aPerson } from './people.ts'

let graph: TestGraph
let many: string[]
let few: string[]
beforeAll(async () => {
  graph = await startGraph()
  many = []
  for (let nth = 0; nth < 12; nth += 1) many.push(await aPerson(graph))
  few = many.slice(0, 2)
  for (const customerId of few)
    await call(graph, 'verifyFact', {
      input: { customerId, field: 'FAMILY_NAME', value: '王', method: 'IN_PERSON' },
      select: '',
    })
  // A segment and its version refer to each other.
  await graph.sql(`with made as (
      insert into marketing.segment (id, name, version, defined_at, refreshed_at)
      select id, id, 1, now(), now() from unnest(array['many', 'few', 'none']) as id returning id
    )
    insert into marketing.segment_version (segment_id, version, expression, attributes, made_at, made_by)
    select id, 1, 'purchases > 0', '{purchases}', now(), 'x' from made`)
  await graph.sql(
    `insert into marketing.segment_membership select id, customer, 1, now(), '[]'
     from (select 'many' as id, unnest($1::text[]) as customer union all select 'few', unnest($2::text[])) as member`,
    [many, few],
  )
  // One of the first segment's members is a dealer's customer.
  await graph.sql(`insert into platform.customer_reach values ('LEAD', 'l', $1, 'dealer-1', null)`, [few[0]])
})
afterAll(() => graph.stop())

const quality = `dataQuality { customers completeness verified fresh accuracy }`
const ofSegment = async (id: string, as: As = {}): Promise<unknown> =>
  (await graph.data(`query ($id: ID!) { segment(id: $id) { ${quality} } }`, { id }, as)).segment.dataQuality

const ofMany = { customers: 12, completeness: 0.333, verified: 0.083, fresh: 1, accuracy: 0.028 }
const ofTwo = { customers: 2, completeness: 0.333, verified: 0.5, fresh: 1, accuracy: 0.167 }

test('a segment tells how good the facts of its members are, over whom the caller sees', async () => {
  expect(await ofSegment('many')).toEqual(ofMany)
  expect(await ofSegment('few')).toEqual(ofTwo)
  expect(await ofSegment('none')).toBeNull()
  expect(await ofSegment('many', { role: 'dealer-sales', dealerId: 'dealer-1' })).toEqual({ ...ofTwo, customers: 1 })
  expect(await ofSegment('many', { role: 'dealer-sales', dealerId: 'dealer-2' })).toBeNull()
})

test('analysts are told of groups of ten and more, and of nobody by himself', async () => {
  const analyst: As = { role: 'marketing-analyst' }
  expect(await ofSegment('many', analyst)).toEqual(ofMany)
  expect(await ofSegment('few', analyst)).toBeNull()
  const ofList = async (ids: readonly string[]): Promise<unknown> =>
    (await graph.data(`query ($ids: [ID!]!) { dataQuality(customerIds: $ids) { customers } }`, { ids }, analyst))
      .dataQuality
  expect(await ofList(many)).toEqual({ customers: 12 })
  expect(await ofList(many.slice(0, 9))).toBeNull()
  const one = `query ($id: ID!) { customer(id: $id) { dataQuality { accuracy } } }`
  expect((await graph.data(one, { id: many[0] }, analyst)).customer.dataQuality).toBeNull()
})

test('all segments of a list are judged in one statement, by members whom no client is told so', async () => {
  const list = (first: number) => graph.data(`{ segments(first: ${first}) { nodes { dataQuality { accuracy } } } }`)
  const [one, three] = [await graph.statementsOf(() => list(1)), await graph.statementsOf(() => list(3))]
  expect(three).toHaveLength(one.length)
  const { errors } = await graph.ask('{ segments { nodes { drawnMemberIds } } }')
  expect(errors?.[0]?.message).toContain('drawnMemberIds')
})
