import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomFrom } from '../../demo/world/random.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { capture, carEvent, commissioned, firstDay, measured, repaired } from './factory.ts'
import { describePlant } from './plant.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
})
afterAll(() => graph.stop())

const dayAfter = (days: number): string => new Date(firstDay + days * 86_400_000).toISOString().slice(0, 10)
const filter = { from: dayAfter(0), to: dayAfter(40) }

const ask = (variables: Readonly<Record<string, unknown>>): Promise<any> =>
  graph.ask(
    `query ($filter: QualityReportFilter!, $by: [QualityDimension!]! = [], $first: Int, $after: String) {
      qualityReport(filter: $filter, by: $by, first: $first, after: $after) {
        nodes {
          period plant { id } model { code } station { id } tested failed firstPassYield reworks
          topFailures { measure tests cars }
        }
        pageInfo { hasNextPage endCursor }
      }
    }`,
    variables,
  )
async function report(variables: Readonly<Record<string, unknown>>): Promise<any[]> {
  const { data, errors } = await ask(variables)
  expect(errors).toBeUndefined()
  return data.qualityReport.nodes
}

const inspected = (car: string, hour: number, disposition: string, measures: Readonly<Record<string, number>> = {}) =>
  carEvent(car, hour, {
    bizStep: 'inspecting',
    disposition,
    readPoint: { id: `urn:autograph:place:${hour % 2 === 0 ? 'T-TEST' : 'T-TRIM'}` },
    sensorElementList: Object.entries(measures).map(([measure, value]) => ({
      sensorReport: [
        { type: `urn:autograph:measure:${measure}`, value, uom: measure === 'headlamp-tilt' ? 'P1' : 'NEW' },
      ],
    })),
  })

test('cars that were tested, failed and repaired are told by month, plant, model and station', async () => {
  const wrong = measured('Q1', 4, 100)
  await capture(graph, [
    commissioned('Q1', 0),
    measured('Q1', 5, 3300),
    commissioned('Q2', 0),
    measured('Q2', 5, 3000),
    repaired('Q2', 6),
    measured('Q2', 7, 3300),
    commissioned('Q3', 0),
    measured('Q3', 5, 3000),
    measured('Q3', 6, 3100),
    measured('Q3', 24 * 35, 3300),
    wrong,
    { ...wrong, errorDeclaration: { declarationTime: wrong['eventTime'] } },
  ])
  const row = { period: null, plant: null, model: null, station: null }
  const all = {
    ...row,
    tested: 3,
    failed: 2,
    firstPassYield: 1 / 3,
    reworks: 1,
    topFailures: [{ measure: 'brake-force-front', tests: 3, cars: 2 }],
  }
  expect(await report({ filter })).toEqual([all])
  expect(await report({ filter, by: ['MODEL', 'PLANT', 'STATION'] })).toEqual([
    { ...all, plant: { id: 'PLANT-T' }, model: { code: 'ENV' }, station: { id: 'T-TEST' } },
  ])
  const [first, last, ...others] = await report({ filter: { ...filter, from: dayAfter(-1) }, by: ['WEEK'] })
  expect(others).toEqual([])
  expect(first).toMatchObject({ tested: 3, failed: 2, firstPassYield: 1 / 3, reworks: 1 })
  expect(last).toEqual({
    ...row,
    period: expect.any(String),
    tested: 1,
    failed: 0,
    firstPassYield: null,
    reworks: 0,
    topFailures: [],
  })
  expect(new Date(first.period).getUTCDay()).toBe(1)
  expect(await report({ filter: { ...filter, models: ['NONE'] } })).toEqual([])
  expect(await report({ filter: { ...filter, stations: ['T-TRIM'] }, by: ['STATION'] })).toEqual([])
})

test('a report says of many cars what their own results say', async () => {
  const random = randomFrom(7, 'quality-report')
  const cars = Array.from({ length: 60 }, (_, nth) => `R${nth}`)
  for (const car of cars) {
    const tests = Array.from({ length: random.int(0, 6) }, () => {
      const disposition = random.next() < 0.5 ? 'conformant' : random.next() < 0.5 ? 'non_conformant' : 'in_progress'
      const force = { 'brake-force-front': random.int(3000, 3500) }
      const measures = random.next() < 0.3 ? {} : { ...force, 'headlamp-tilt': random.int(8, 17) / 10, stray: 1 }
      return inspected(car, random.int(1, 800), disposition, measures)
    })
    await capture(graph, [commissioned(car, 0), ...tests])
  }
  const { productionOrders } = await graph.data(
    `{ productionOrders(first: 200) { nodes { productionNumber qualityResults { at measure verdict station { id } } } } }`,
  )
  const judged = productionOrders.nodes.flatMap(({ productionNumber, qualityResults }: any) =>
    qualityResults
      .filter(({ verdict }: any) => verdict !== 'UNPLANNED')
      .map((result: any, nth: number, results: any[]) => ({
        ...result,
        car: productionNumber,
        first: results.findIndex(({ measure }) => measure === result.measure) === nth,
      })),
  )
  const carsOf = (results: any[]): number => new Set(results.map(({ car }) => car)).size
  for (const id of ['T-TEST', 'T-TRIM']) {
    const here = judged.filter(({ station }: any) => station.id === id)
    const failed = here.filter(({ verdict }: any) => verdict === 'FAILED')
    const begun = carsOf(here.filter(({ first }: any) => first))
    const [row] = await report({ filter: { ...filter, stations: [id] }, by: ['STATION'] })
    expect(row).toMatchObject({
      tested: carsOf(here),
      failed: carsOf(failed),
      firstPassYield: (begun - carsOf(failed.filter(({ first }: any) => first))) / begun,
    })
    for (const { measure, tests, cars: failing } of row.topFailures) {
      const same = failed.filter((result: any) => result.measure === measure)
      expect([tests, failing]).toEqual([same.length, carsOf(same)])
    }
  }
})

test('the pages of a report are the report, read in one statement each', async () => {
  const all = await report({ filter, by: ['DAY', 'STATION'], first: 200 })
  const paged: any[] = []
  let after: string | null = null
  do {
    const { qualityReport }: any = (await ask({ filter, by: ['DAY', 'STATION'], first: 7, after })).data
    paged.push(...qualityReport.nodes)
    after = qualityReport.pageInfo.hasNextPage ? qualityReport.pageInfo.endCursor : null
  } while (after !== null)
  expect(paged).toEqual(all)
  expect(all.length).toBeGreaterThan(10)
  const sent = await graph.statementsOf(() => report({ filter, by: ['DAY', 'PLANT', 'MODEL', 'STATION'] }))
  expect(sent.filter(text => text.startsWith('erp_adapter:'))).toHaveLength(4)
})

test('a report that can not be meant, or is not for the caller, is a fault', async () => {
  const codeOf = async (variables: Readonly<Record<string, unknown>>): Promise<unknown> =>
    (await ask(variables)).errors?.[0]?.extensions.code
  expect(await codeOf({ filter: { from: filter.to, to: filter.from } })).toBe('BAD_USER_INPUT')
  expect(await codeOf({ filter: { from: '2010-01-01', to: '2020-01-01' } })).toBe('BAD_USER_INPUT')
  expect(await codeOf({ filter, by: ['DAY', 'MONTH'] })).toBe('BAD_USER_INPUT')
  expect(await codeOf({ filter: { ...filter, models: Array.from({ length: 101 }, String) } })).toBe('BAD_USER_INPUT')
  const { errors } = await graph.ask(
    `query ($filter: QualityReportFilter!) { qualityReport(filter: $filter) { nodes { tested } } }`,
    { filter },
    { role: 'call-centre' },
  )
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
})
