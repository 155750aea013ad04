import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { openCase } from './workshop.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  // Ten steps of 1 to 10 hours with sales, one of 30 hours with production, and one that has not ended.
  await graph.sql(`
    insert into service.request (id, subject, question, owner_id, owner_department, department, departments, status,
      opened_by, opened_at, due_at, closed_at, answer, reopened)
    select 'r-' || n, 's', 'q', 'e', 'SALES', 'SALES', '{SALES}', case when n > 10 then 'OPEN' else 'CLOSED' end, 'x',
      '2026-03-01T00:00Z', '2026-03-04T00:00Z', case when n > 10 then null else '2026-03-02T00:00Z'::timestamptz end,
      'a', case when n in (3, 4, 11) then 1 else 0 end
    from generate_series(1, 12) as n`)
  await graph.sql(`
    insert into service.request_step (request_id, position, department, entered_at, left_at, allowed_minutes, handed_by)
    select 'r-' || n, 1, 'SALES', '2026-03-01T00:00Z'::timestamptz, '2026-03-01T00:00Z'::timestamptz + make_interval(hours => n), 450, 'x'
    from generate_series(1, 10) as n
    union all select 'r-1', 2, 'PRODUCTION', '2026-03-01T00:00Z', '2026-03-02T06:00Z', 2880, 'x'
    union all select 'r-2', 2, 'PRODUCTION', '2026-03-01T00:00Z', null, 2880, 'x'
    union all select 'r-3', 2, 'SALES', '2026-01-01T00:00Z', '2026-02-01T00:00Z', 2880, 'x'`)
  await graph.sql(`
    insert into service.request_rating (request_id, department, score, rated_by, rated_at) values
      ('r-1', 'PRODUCTION', 4, 'x', '2026-03-02T00:00Z'), ('r-2', 'PRODUCTION', 1, 'x', '2026-03-03T00:00Z'),
      ('r-3', 'PRODUCTION', 1, 'x', '2026-04-01T00:00Z')`)
  const caseId = await openCase(graph, {})
  await graph.sql(
    `insert into service.case_escalation (id, case_id, rank, reason, department, consumed_minutes, at) values
      ('x-1', $1, 'AGENT', 'TIME_OVER', 'SERVICE', 1, '2026-03-05T00:00Z'),
      ('x-2', $1, 'TEAM_LEAD', 'TIME_OVER', 'SERVICE', 1, '2026-03-05T00:00Z')`,
    [caseId],
  )
})
afterAll(() => graph.stop())

const march = 'from: "2026-03-01T00:00:00Z", until: "2026-04-01T00:00:00Z"'
const ask = (period: string, as?: Parameters<TestGraph['data']>[2]) =>
  graph.data(
    `{ departmentKpis(${period}) { department steps medianDwellMinutes p90DwellMinutes breaches settledRequests
      reopenRate ratings satisfaction lateCases } }`,
    {},
    as,
  )
const nothing = {
  steps: 0,
  medianDwellMinutes: null,
  p90DwellMinutes: null,
  breaches: 0,
  settledRequests: 0,
  reopenRate: null,
  ratings: 0,
  satisfaction: null,
  lateCases: 0,
}

test('each department has its dwell, breaches, reopenings, internal satisfaction and late cases of the period', async () => {
  const { departmentKpis } = await ask(march)
  expect(departmentKpis).toEqual([
    { ...nothing, department: 'CUSTOMER' },
    {
      ...nothing,
      department: 'SALES',
      steps: 10,
      medianDwellMinutes: 330,
      p90DwellMinutes: 546,
      breaches: 3,
      settledRequests: 11,
      reopenRate: 0.2727,
    },
    { ...nothing, department: 'SERVICE', lateCases: 1 },
    { ...nothing, department: 'MARKETING' },
    {
      ...nothing,
      department: 'PRODUCTION',
      steps: 1,
      medianDwellMinutes: 1800,
      p90DwellMinutes: 1800,
      ratings: 2,
      satisfaction: 2.5,
    },
  ])
})

test('each figure is one statement, and nobody counts what he does not see', async () => {
  expect(await graph.statementsOf(() => ask(march))).toHaveLength(4)
  const { departmentKpis } = await ask(march, { role: 'dealer-sales', dealerId: 'dealer-else' })
  expect(
    departmentKpis.every((each: any) => each.steps + each.settledRequests + each.ratings + each.lateCases === 0),
  ).toBe(true)
  const { errors } = await graph.ask(
    '{ departmentKpis(from: "2026-04-01T00:00:00Z", until: "2026-04-01T00:00:00Z") { department } }',
  )
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
})
