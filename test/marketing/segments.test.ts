import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerChanged, retailSaleRegistered } from '#platform/event-catalogue.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { daysAgo, person, sale, tell } from './tell.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

const segmentFields = `id name expression version size versions { version expression attributes note basedOn madeBy }`
const invalid = `... on SegmentExpressionInvalid { message line column expected }`
const defineText = `mutation ($input: DefineSegmentInput!) {
  defineSegment(input: $input) { __typename
    ... on DefineSegmentSuccess { segment { ${segmentFields} members { nodes { customer { id } version reasons { attribute condition value } } } } }
    ... on SegmentNameTaken { message segment { name } }
    ${invalid} } }`
const reviseText = `mutation ($input: ReviseSegmentInput!) {
  reviseSegment(input: $input) { __typename
    ... on ReviseSegmentSuccess { joined left segment { ${segmentFields} } }
    ... on SegmentNotFound { segmentId }
    ${invalid} } }`
const dryRunText = `query ($expression: String!) {
  segmentDryRun(expression: $expression) { __typename
    ... on SegmentDryRun { expression size share sample { id } }
    ${invalid} } }`

const define = async (name: string, expression: string, idempotencyKey = name) =>
  (await graph.data(defineText, { input: { idempotencyKey, name, expression } })).defineSegment
const segmentsOf = async (id: string): Promise<string[]> => {
  const { _entities } = await askMarketing(id)
  return _entities[0].segments.map((each: { segment: { name: string } }) => each.segment.name)
}
async function askMarketing(id: string) {
  const query = `{ _entities(representations: [{ __typename: "Customer", id: "${id}" }]) { ... on Customer { segments { segment { name } version reasons { condition value } } } } }`
  return (await graph.askSubgraph('marketing', query)).data
}

beforeAll(async () => {
  await tell(graph, customerChanged, [
    person('anna', { region: '上海', birthYear: 1990 }),
    person('bo', { region: '上海' }),
    person('chen', { region: '北京' }),
    person('dora'),
  ])
  await tell(graph, retailSaleRegistered, [
    sale('s1', 'anna', daysAgo(1500)),
    sale('s2', 'anna', daysAgo(100)),
    sale('s3', 'chen', daysAgo(50), '90000.50'),
  ])
})

test('a dry run tells size, share and a sample, and changes nothing', async () => {
  const expression = 'region="上海"  and PURCHASES >= 2 and last_sale > 365 days ago'
  const run = await graph.data(dryRunText, { expression })
  expect(run.segmentDryRun).toEqual({
    __typename: 'SegmentDryRun',
    expression: 'region = "上海" and purchases >= 2 and last_sale > 365 days ago',
    size: 1,
    share: '0.2500',
    sample: [{ id: 'anna' }],
  })
  expect(await graph.sql('select 1 from marketing.segment')).toEqual([])
})

test('a defined segment has its members at once, each with the reasons', async () => {
  const { segment } = await define(
    'loyal in Shanghai',
    'region = "上海" and (spend >= 300000 CNY or not purchases < 3)',
  )
  expect(segment).toMatchObject({
    name: 'loyal in Shanghai',
    version: 1,
    size: 1,
    versions: [
      { version: 1, attributes: ['purchases', 'region', 'spend'], note: null, basedOn: null, madeBy: 'tester' },
    ],
    members: {
      nodes: [
        {
          customer: { id: 'anna' },
          version: 1,
          reasons: [
            { attribute: 'region', condition: 'region = "上海"', value: '上海' },
            { attribute: 'spend', condition: 'spend >= 300000 CNY', value: '400000.00 CNY' },
          ],
        },
      ],
    },
  })
})

test('the same call again answers the same, and a taken name is refused', async () => {
  const first = await define('once', 'cars = 0', 'key-once')
  const again = await define('once', 'cars = 0', 'key-once')
  expect(again.segment.id).toBe(first.segment.id)
  expect(await define('ONCE', 'cars = 1', 'other key')).toEqual({
    __typename: 'SegmentNameTaken',
    message: 'Another segment is named "ONCE".',
    segment: { name: 'once' },
  })
})

test('of concurrent calls with one name, one defines the segment', async () => {
  const results = await Promise.all([1, 2, 3, 4].map(n => define('contested', 'cars = 0', `contest ${n}`)))
  const outcomes: string[] = results.map(each => each.__typename)
  expect(outcomes.toSorted()).toEqual([
    'DefineSegmentSuccess',
    'SegmentNameTaken',
    'SegmentNameTaken',
    'SegmentNameTaken',
  ])
})

test('a new version keeps the earlier ones, and who stays keeps his since', async () => {
  const { segment } = await define('buyers', 'purchases >= 1')
  expect(segment.size).toBe(2)
  const since = async () =>
    (
      await graph.sql('select since from marketing.segment_membership where segment_id = $1 and customer_id = $2', [
        segment.id,
        'anna',
      ])
    )[0].since
  const before = await since()
  const { reviseSegment } = await graph.data(reviseText, {
    input: {
      idempotencyKey: 'revise',
      segmentId: segment.id,
      expression: 'purchases >= 2 or region is unknown',
      note: 'too wide',
    },
  })
  expect(reviseSegment).toMatchObject({
    __typename: 'ReviseSegmentSuccess',
    joined: 1,
    left: 1,
    segment: {
      version: 2,
      size: 2,
      versions: [
        { version: 2, expression: 'purchases >= 2 or region is unknown', note: 'too wide', basedOn: 1 },
        { version: 1, expression: 'purchases >= 1', note: null, basedOn: null },
      ],
    },
  })
  expect(await since()).toEqual(before)
})

test('a segment that is not there is not revised', async () => {
  const input = { idempotencyKey: 'nowhere', segmentId: 'segment-x', expression: 'cars = 0' }
  expect((await graph.data(reviseText, { input })).reviseSegment).toEqual({
    __typename: 'SegmentNotFound',
    segmentId: 'segment-x',
  })
})

test('a retail sale is seen by the segments that it concerns', async () => {
  await define('first buyers', 'purchases = 1')
  await define('people of Beijing', 'region = "北京"')
  expect(await segmentsOf('bo')).not.toContain('first buyers')
  const told = sale('s4', 'bo', daysAgo(1))
  await tell(graph, retailSaleRegistered, [told])
  expect(await segmentsOf('bo')).toContain('first buyers')
  await tell(graph, retailSaleRegistered, [told])
  expect(await segmentsOf('bo')).toContain('first buyers')
  const statements = await graph.statementsOf(() => tell(graph, retailSaleRegistered, [sale('s5', 'bo', daysAgo(0))]))
  expect(await segmentsOf('bo')).not.toContain('first buyers')
  const refreshes = statements.filter(text => text.includes('with matching'))
  const [{ concerned }] = await graph.sql(
    `select count(*)::int as concerned from marketing.segment join marketing.segment_version on segment_id = id and segment.version = segment_version.version
     where attributes && array['purchases', 'first_sale', 'last_sale', 'spend', 'owned_models']`,
  )
  expect(refreshes).toHaveLength(concerned)
})

test('a sale that is heard of before its buyer waits for him', async () => {
  await tell(graph, retailSaleRegistered, [sale('s6', 'eve', daysAgo(3))])
  await tell(graph, customerChanged, [person('eve', { region: '广州' })])
  const run = await graph.data(dryRunText, { expression: 'region = "广州" and purchases = 1' })
  expect(run.segmentDryRun.sample).toEqual([{ id: 'eve' }])
})

test.each([
  ['regoin = "上海"', 1, 1, /There is no attribute "regoin"; known are kind, country, region,/, 'region'],
  ['cars = 0\n  and age = "old"', 2, 13, /^age is a NUMBER; it is compared with a number\.$/, 'a number'],
  ['region > "上海"', 1, 8, /^region is a TEXT; ">" can't be asked of it\.$/, '"="'],
  ['cars = 0 and', 1, 13, /^The expression ends here; expected an attribute/, 'an attribute'],
  ['(cars = 0', 1, 10, /expected "\)"/, '")"'],
  ['region = "上', 1, 10, /no closing quote/, 'a text in quotes'],
  ['cars = 0; drop table segment', 1, 9, /has no ";"/, 'an operator'],
  ['kind = "ROBOT"', 1, 8, /^kind is never "ROBOT"\.$/, '"PERSON"'],
  ['last_sale > 2026-02-30', 1, 13, /There is no day 2026-02-30/, 'a day that exists'],
  [`${'('.repeat(60)}cars = 0`, 1, 52, /at most 50 deep/, 'a condition'],
])('%s is told where it is wrong', async (expression, line, column, message, expected) => {
  const { segmentDryRun } = await graph.data(dryRunText, { expression })
  expect(segmentDryRun).toEqual({
    __typename: 'SegmentExpressionInvalid',
    line,
    column,
    message: expect.stringMatching(message),
    expected: expect.arrayContaining([expected]),
  })
  const refused = await define(`wrong: ${expression}`.slice(0, 100), expression)
  expect(refused).toEqual(segmentDryRun)
})

test('what a text holds is never part of the statement', async () => {
  const { segmentDryRun } = await graph.data(dryRunText, {
    expression: String.raw`region = "'; drop table x; -- \" \\"`,
  })
  expect(segmentDryRun).toMatchObject({ __typename: 'SegmentDryRun', size: 0 })
})

test('blank names and overlong expressions are the caller’s fault', async () => {
  const wrong = [{ name: ' ' }, { expression: 'region = "\0"' }, { expression: 'x'.repeat(4001) }]
  for (const [place, part] of wrong.entries()) {
    const input = { idempotencyKey: `wrong ${place}`, name: 'fine', expression: 'cars = 0', ...part }
    const { errors } = await graph.ask(defineText, { input })
    expect(errors?.map(each => each.extensions.code)).toEqual(['BAD_USER_INPUT'])
  }
  expect(await graph.sql(`select 1 from marketing.segment where name = 'fine'`)).toEqual([])
})

test('the attributes describe themselves with examples that are valid', async () => {
  const { segmentAttributes } = await graph.data('{ segmentAttributes { name type meaning example } }')
  expect(segmentAttributes.map((each: { name: string }) => each.name)).toContain('last_sale')
  for (const { example } of segmentAttributes)
    expect((await graph.data(dryRunText, { expression: example })).segmentDryRun.__typename).toBe('SegmentDryRun')
})

test('many segments with members cost as many statements as one', async () => {
  const read = (first: number) =>
    graph.statementsOf(() =>
      graph.data(
        `{ segments(first: ${first}) { nodes { name size versions { version } members { nodes { customer { id } since } } } } }`,
      ),
    )
  await graph.settled()
  expect((await read(5)).length).toBe((await read(1)).length)
})
